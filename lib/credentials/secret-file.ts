import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import type { KubeObject } from '../core/kube-object';
import { UserError } from '../core/user-error';
import { toYaml } from '../core/yaml';
import type { ObjectRef, WriteOptions } from '../kube/api';
import type { SecretStore } from './target';

/** The path that stands for stdout. */
export const STDOUT = '-';

/**
 * In place of a shard's cluster, a file that gets the Secret as a manifest: for a tool that seals it, or for a cluster that
 * cannot be reached from here. Nobody but its owner can read the file (mode 0600).
 */
export class SecretFile implements SecretStore {
  readonly server: string;

  /** @param path of a file that is not there yet, or `-` for stdout */
  constructor(private readonly path: string) {
    this.server = path === STDOUT ? 'stdout' : path;
  }

  /** What is in the cluster is not known: the namespace is taken for granted, and no Secret. */
  async get({ apiVersion, kind, name }: ObjectRef): Promise<KubeObject | undefined> {
    return kind === 'Namespace' ? { apiVersion, kind, metadata: { name } } : undefined;
  }

  /** @throws UserError where the file is there already, or cannot be made */
  async create(object: KubeObject, { dryRun }: WriteOptions = {}): Promise<KubeObject> {
    if (dryRun) {
      if (this.path !== STDOUT && existsSync(this.path)) {
        throw this.#existing();
      }
      return object;
    }
    const text = toYaml(object);
    if (this.path === STDOUT) {
      process.stdout.write(text);
      return object;
    }
    // Made with its mode, so that there is no moment in which others could read it; never one that is there already.
    const file = this.#open();
    try {
      writeFileSync(file, text);
    } catch (error) {
      // Half of a Secret is none.
      rmSync(this.path, { force: true });
      throw this.#unwritable(error);
    } finally {
      closeSync(file);
    }
    return object;
  }

  replace(object: KubeObject, options?: WriteOptions): Promise<KubeObject> {
    return this.create(object, options);
  }

  #open(): number {
    try {
      return openSync(this.path, 'wx', 0o600);
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  #existing(): UserError {
    return new UserError(`'${this.path}' is there already`, 'remove it, or name another file');
  }

  #unwritable(error: unknown): UserError {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EEXIST'
      ? this.#existing()
      : new UserError(`'${this.path}' cannot be written (${code})`, 'name a file in a folder that you may write to');
  }
}
