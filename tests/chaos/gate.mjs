// A gate in a connection: node gate.mjs SOCKET ORDERS
//
// Takes the place of a Unix socket, which it moves to SOCKET.behind, and lets through as
// the file ORDERS says, looked at twenty times a second:
//
//   pass     everything
//   cut      nothing: who is connected is cut off, and nobody is let in
//   hold     nothing for now: bytes wait
//   delay N  everything, each piece N ms later
//   bytes    everything, one byte at a time
//   break N  pieces, until each connection had N bytes: then it is cut off in the middle
//
// On SIGTERM it puts the socket back.
import { readFileSync, renameSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const [socket, ordersFile] = process.argv.slice(2);
const behind = `${socket}.behind`;
const LOOK_MS = 50;

let order = "pass";
let amount = 0;
const open = new Set();

function takeOrders() {
  const [word, number] = readFileSync(ordersFile, "utf8").trim().split(" ");
  order = word || order;
  amount = Number(number ?? 0);
  if (order === "cut") for (const connection of open) connection.destroy();
}

function write(to, bytes) {
  return new Promise((resolve) => (to.destroyed ? resolve() : to.write(bytes, () => resolve())));
}

// Both ways of a connection count as one for `break`.
async function carry(from, to, passed) {
  for await (const piece of from) {
    while (order === "hold" && !to.destroyed) await sleep(LOOK_MS);
    if (order === "delay") await sleep(amount);
    if (order === "break" && passed.bytes + piece.length > amount) {
      await write(to, piece.subarray(0, amount - passed.bytes));
      break;
    }
    passed.bytes += piece.length;
    if (order === "bytes") {
      for (let i = 0; i < piece.length; ++i) await write(to, piece.subarray(i, i + 1));
    } else {
      await write(to, piece);
    }
  }
  from.destroy();
  to.end();
}

function letIn(client) {
  if (order === "cut") return client.destroy();
  const server = createConnection(behind);
  const passed = { bytes: 0 };
  for (const [from, to] of [[client, server], [server, client]]) {
    open.add(from);
    from.on("close", () => open.delete(from) && to.destroy());
    from.on("error", () => to.destroy());
    carry(from, to, passed).catch(() => to.destroy());
  }
}

renameSync(socket, behind);
createServer({ allowHalfOpen: false }, letIn).listen(socket);
setInterval(takeOrders, LOOK_MS);
process.on("SIGTERM", () => {
  renameSync(behind, socket);
  process.exit();
});
