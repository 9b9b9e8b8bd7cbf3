/** Version of the application, from package.json, written in by the bundler. */
declare const __APP_VERSION__: string;
