import type { Configuration, KubernetesObject, KubernetesObjectApi, ResponseContext } from '@kubernetes/client-node';

type Library = typeof import('@kubernetes/client-node');

/**
 * Objects as their JSON says. The client would make Dates of times, call fields of a CustomResourceDefinition otherwise
 * (`_enum`, `x_kubernetes_validations`), and drop those that it does not know (client 1.4).
 */
export function rawObjects(library: Library, configuration: Configuration): KubernetesObjectApi {
  class RawObjects extends library.KubernetesObjectApi {
    protected override async processResponse<T extends KubernetesObject>(
      response: ResponseContext,
      type?: string,
    ): Promise<T> {
      const good = response.httpStatusCode >= 200 && response.httpStatusCode <= 299;
      // With a type it is a list of what the server serves, which the client reads itself.
      return good && type === undefined
        ? (JSON.parse(await response.body.text()) as T)
        : super.processResponse<T>(response, type);
    }
  }
  return new RawObjects(configuration);
}
