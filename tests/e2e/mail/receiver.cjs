// A mail server of another make, on loopback over TLS: takes what who signs in sends it,
// and writes each message's reader, subject and text to a file of its own. Whom the file
// `full` of the folder names takes nothing for now. Arguments: port, folder (with key.pem,
// certificate.pem), user, password.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const {SMTPServer} = require('smtp-server');

const [port, folder, user, password] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(folder, name));
let count = 0;

// The subject and the text of a message, decoded.
function parse(message) {
  const [head, body] = message.split('\r\n\r\n');
  const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(head)[1]
      .replace(/\?=\r\n =\?/g, '?==?')
      .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, coded) => Buffer.from(coded, 'base64').toString());
  return {subject, text: Buffer.from(body, 'base64').toString()};
}

new SMTPServer({
  secure: true,
  key: read('key.pem'),
  cert: read('certificate.pem'),
  onAuth(auth, session, done) {
    if (auth.username === user && auth.password === password) return done(null, {user});
    return done(new Error('who is that?'));
  },
  onRcptTo({address}, session, done) {
    const isFull = fs.existsSync(path.join(folder, 'full')) && read('full').toString() === address;
    done(isFull ? Object.assign(new Error('mailbox full'), {responseCode: 452}) : null);
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const {subject, text} = parse(Buffer.concat(chunks).toString());
      const readers = session.envelope.rcptTo.map(({address}) => address).join(' ');
      const file = path.join(folder, `${++count}.mail`);
      fs.writeFileSync(`${file}.new`, `${readers}\n${subject}\n${text}`);
      fs.renameSync(`${file}.new`, file);
      done();
    });
  },
}).listen(Number(port), '127.0.0.1');
