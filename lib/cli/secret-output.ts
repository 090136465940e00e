import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { UserError } from '../core/user-error';
import { SecretFile, STDOUT } from '../credentials/secret-file';

/**
 * The file that gets a Secret in place of a cluster.
 * @param output its path, or `-` for stdout
 * @param dist the output folder of synth, which is committed, and where no Secret belongs
 * @throws UserError where the file would be in there, by whatever symbolic links
 */
export function secretOutput(output: string, dist: string): SecretFile {
  if (output !== STDOUT && isBelow(dirname(output), dist)) {
    throw new UserError(
      `'${output}' would be in '${dist}', the output folder of synth, where no Secret may be`,
      'name a file outside of it, and commit none of it unless it is sealed',
    );
  }
  return new SecretFile(output);
}

function isBelow(folder: string, top: string): boolean {
  const [real, realTop] = [folder, top].map(realPath);
  // Where a folder is not there, nothing can be written into it.
  if (real === undefined || realTop === undefined) {
    return false;
  }
  const path = relative(realTop, real);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** As the system takes it when it opens a file: `link/..` is not the folder that the link is in. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
