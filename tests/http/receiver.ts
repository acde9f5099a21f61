import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What came, and whether its signature is right, worked out by other code than the sender's. */
export interface Arrival {
  headers: IncomingHttpHeaders;
  body: { id: string; type: string; timestamp: string; data: Record<string, unknown> };
  isSignedBy: (secret: string) => boolean;
}

/** A real server that takes what webhooks send; it answers what `answer` says, which may change. */
export async function startReceiver() {
  const arrivals: Arrival[] = [];
  const receiver = { arrivals, status: 200, url: "" };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const { headers } = request;
    const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
    arrivals.push({
      headers,
      body: JSON.parse(text),
      isSignedBy: (secret) => {
        const key = Buffer.from(secret.replace("whsec_", ""), "base64");
        const signature = `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
        return String(headers["webhook-signature"]).split(" ").includes(signature);
      },
    });
    response.writeHead(receiver.status).end(receiver.status === 200 ? "thanks" : "not now");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(receiver, { [Symbol.asyncDispose]: stop });
}
