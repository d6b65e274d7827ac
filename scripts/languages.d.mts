export const python: {
  install(context: {
    readonly env: NodeJS.ProcessEnv;
    readonly folder: string;
    readonly app: string;
    readonly progress: (words: string) => void;
  }): Promise<{ readonly env: NodeJS.ProcessEnv }>;
};
