import { Problem } from "../shared/problem.ts";
import type { GatewayEnv } from "./env.ts";

/**
 * A file of the dashboard, or `index.html` for one of its pages. Throws `not-found` for a missing file and
 * `method-not-allowed` for anything but reading.
 */
export async function serveAsset(request: Request, env: GatewayEnv): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw new Problem("method-not-allowed", "Pages can only be read.", { headers: { allow: "GET, HEAD" } });
  }
  const path = new URL(request.url).pathname;
  const response = await env.ASSETS.fetch(request);
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  const namesFile = /\.\w+$/.test(path) && !path.endsWith(".html");
  if (isPage && namesFile) throw new Problem("not-found", `There is no file ${path}.`);

  const answer = new Response(response.body, response);
  answer.headers.delete("access-control-allow-origin"); // Pages opens its files to every site; ours are for us
  const forever = path.startsWith("/assets/") && !isPage; // their names hold a hash of their content
  answer.headers.set("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
  return answer;
}
