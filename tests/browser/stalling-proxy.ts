import { createServer, request } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** What becomes of an import's answer after its first line: it goes on, stands still, or the connection breaks. */
export type Fault = "none" | "stall" | "break";

/** Stands between a browser and the stack, so that tests can meddle with an import that is under way. */
export async function startProxy(target: string) {
  const proxy = { url: "", fault: "none" as Fault, stop: async () => {} };
  const server = createServer((incoming, answer) => {
    const { method = "GET", headers, url = "/" } = incoming;
    const forwarded = request(new URL(url, target), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      if (proxy.fault === "none" || !url.includes("dryRun=false")) return response.pipe(answer);
      response.once("data", (chunk: Buffer) => {
        response.pause();
        answer.write(chunk.subarray(0, chunk.indexOf("\n") + 1), () => {
          if (proxy.fault === "break") setTimeout(() => answer.destroy(), 200);
        });
      });
    });
    forwarded.on("error", () => answer.destroy());
    answer.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy.stop = async () => {
    server.close();
    server.closeAllConnections();
  };
  return proxy;
}
