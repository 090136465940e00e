// What is tested sets the exit status of a process, which the files of tests share.
afterEach(() => {
  process.exitCode = undefined;
});
