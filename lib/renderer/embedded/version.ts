/** The Kargo version that the embedded renderer renders, and no other. */
export const KARGO_VERSION = '1.11.2';
