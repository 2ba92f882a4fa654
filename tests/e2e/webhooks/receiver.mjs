// receiver.mjs PORT FOLDER SCHEMA [CERTIFICATE…]: a receiver of webhooks, of other makes than Waymark's:
// it knows who sent a message by the library of Standard Webhooks, and reads it by the one
// of CloudEvents; with SCHEMA it holds it against that one, too. With each CERTIFICATE (PEM,
// with its key) it listens on the next port, over TLS. Each path is a receiver of its own, whose file FOLDER/<path>.json says what it knows and does:
//   secrets  by name, those that a signature may be of
//   status   what it answers; 204 without one
//   failing  of subjects that end so, how many more times 503 comes first
//   delay    how long it takes, in milliseconds
// What came is written to FOLDER/<path>.ndjson just before it is answered: who has the answer finds it there.
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { HTTP } from "cloudevents";
import { Webhook } from "standardwebhooks";

const [port, folder, schema, ...certificates] = process.argv.slice(2);
const ajv = addFormats(new Ajv({ strict: false }));
const validate = schema ? ajv.compile(JSON.parse(readFileSync(schema, "utf8"))) : () => true;
const failures = new Map();

function settingsOf(path) {
  return JSON.parse(readFileSync(`${folder}/${path}.json`, "utf8"));
}

// The names of the secrets that the message is signed with.
function signersOf(settings, body, headers) {
  return Object.keys(settings.secrets ?? {}).filter((name) => {
    try {
      new Webhook(settings.secrets[name]).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
}

function statusFor(path, settings, event) {
  const failing = Object.keys(settings.failing ?? {}).find((end) => event.subject.endsWith(end));
  if (failing !== undefined) {
    const key = `${path} ${event.id}`;
    failures.set(key, (failures.get(key) ?? 0) + 1);
    if (failures.get(key) <= settings.failing[failing]) return 503;
  }
  return settings.status ?? 204;
}

async function answer(request, response) {
  const path = request.url.slice(1);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  const settings = settingsOf(path);
  // Throws, and 400 is the answer, when it is no event of CloudEvents 1.0.
  const event = HTTP.toEvent({ headers: request.headers, body });
  event.validate();
  if (!validate(JSON.parse(body))) throw new Error(ajv.errorsText(validate.errors));
  const status = statusFor(path, settings, event);
  if (settings.delay) await pause(settings.delay);
  appendFileSync(
    `${folder}/${path}.ndjson`,
    JSON.stringify({
      id: event.id,
      sameId: request.headers["webhook-id"] === event.id,
      type: event.type,
      subject: event.subject,
      source: event.source,
      sequence: Number(event.sequence ?? 0),
      data: event.data ?? null,
      dataschema: event.dataschema ?? null,
      signers: signersOf(settings, body, request.headers),
      contentType: request.headers["content-type"],
      status,
    }) + "\n",
  );
  response.writeHead(status).end(status < 300 ? "" : "not <now>");
}

function take(request, response) {
  answer(request, response).catch((error) => {
    console.error(request.url, error);
    response.writeHead(400).end(String(error));
  });
}

function listen(server, port) {
  server.listen(port, "127.0.0.2", () => console.log("listening"));
}

listen(createServer(take), Number(port));
certificates.forEach((file, index) => {
  const pem = readFileSync(file);
  listen(createTlsServer({ key: pem, cert: pem }, take), Number(port) + 1 + index);
});
