/** Stands in a browser for what we use of `node:url`; files of this machine there are none, only names like theirs. */
export const fileURLToPath = (uri: string): string => decodeURIComponent(new URL(uri).pathname);

export function pathToFileURL(path: string): URL {
  const uri = new URL("file:///");
  uri.pathname = path.replaceAll("%", "%25");
  return uri;
}
