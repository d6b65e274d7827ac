import { App, Testing } from 'cdktf';

/** An app that no test shares with another, in which the test makes what it wants. */
export function newApp(make: (app: App) => void = () => undefined): App {
  const app = new App({ outdir: Testing.app().outdir, stackTraces: false });
  make(app);
  return app;
}

/** What a real `App.synth()` refuses: a line each, without the stack that cdktf puts before them. */
export function refusals(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .filter((line) => line.startsWith('  '))
      .map((line) => line.trim().replace(/^\[[^\]]*\] /, ''));
  }
}

/** The ids of what is refused, with the paths. */
export function refused(app: App): string[] {
  return refusals(app).map((line) => line.replace(/^([^:]*): .* \[([\w-]+)\]$/, '$2 at $1'));
}
