// A client of Server-Sent Events without a browser and without packages: prints the
// id of each outcome event as it comes, and connects again after the last place
// whenever the stream ends. Goes when it is refused, and says so:
// `refused STATUS REASON`. Arguments: URL of the stream, token.
'use strict';
const http = require('node:http');

const [url, token] = process.argv.slice(2);
const PAUSE_MS = 100;
let last = '';

function refused(status, reason) {
  console.log(`refused ${status} ${reason}`);
  process.exit(0);
}

function take(event) {
  let type = '', data = '';
  for (const line of event.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'id') last = value;
    if (field === 'event') type = value;
    if (field === 'data') data += value;
  }
  if (type !== 'error') {
    if (data) console.log(JSON.parse(data).id);
    return;
  }
  const problem = JSON.parse(data);
  if (problem.status === 401 || problem.status === 403) refused(problem.status, problem.reason);
}

function connect() {
  const headers = {Accept: 'text/event-stream', Authorization: `Bearer ${token}`};
  if (last) headers['Last-Event-ID'] = last;
  const again = () => setTimeout(connect, PAUSE_MS);
  http.get(url, {headers}, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part) => {
      text += part;
      if (response.statusCode !== 200) return;
      const events = text.split('\n\n');
      text = events.pop();
      events.forEach(take);
    });
    response.on('close', () => {
      if (response.statusCode === 401 || response.statusCode === 403) {
        refused(response.statusCode, JSON.parse(text).reason);
      }
      again();
    });
    response.on('error', () => {});
  }).on('error', again);
}

connect();
