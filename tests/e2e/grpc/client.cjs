// A gRPC client of another make: calls the gateway and prints a line for each
// call, `what|code details`. Arguments: port, token, an evaluator's token, a session.
'use strict';
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [port, token, evaluator, session] = process.argv.slice(2);
const root = path.join(__dirname, '../../..');
const health = `syntax = "proto3"; package grpc.health.v1;
message HealthCheckRequest { string service = 1; }
message HealthCheckResponse { enum ServingStatus { UNKNOWN = 0; SERVING = 1; NOT_SERVING = 2; } ServingStatus status = 1; }
service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }`;

const options = {keepCase: true, longs: String, enums: String, includeDirs: [path.join(root, 'protos')]};
const load = (file) => grpc.loadPackageDefinition(loader.loadSync(file, options));
const protobuf = require('protobufjs');
const api = load('waymark/participants/v1/participants.proto').waymark.participants.v1;
const identity = load('waymark/identity/v1/identity.proto').waymark.identity.v1;
const details = protobuf.loadSync(
    ['status.proto', 'error_details.proto'].map((file) => path.join(root, 'protos/google/rpc', file)));
const healthApi = grpc.loadPackageDefinition(loader.fromJSON(protobuf.parse(health).root.toJSON(), options));

const target = `127.0.0.1:${port}`;
const plain = grpc.credentials.createInsecure();
const participants = new api.ParticipantsService(target, plain);

function metadata(pairs) {
  const all = new grpc.Metadata();
  for (const [name, value] of Object.entries(pairs)) all.set(name, value);
  return all;
}
const bearer = (secret, more = {}) => metadata({authorization: `Bearer ${secret}`, ...more});

// The reason, and what is known besides, of an error's details.
function explain(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!bytes) return '';
  const texts = [];
  for (const detail of details.lookupType('google.rpc.Status').decode(bytes).details) {
    const type = details.lookupType(detail.type_url.split('/').pop());
    const value = type.decode(detail.value);
    if (type.name === 'ErrorInfo') texts.push(value.reason);
    if (type.name === 'ErrorInfo' && value.reason === 'PERMISSION_DENIED') texts.push(value.domain);
    if (type.name === 'BadRequest') texts.push(...value.fieldViolations.map((each) => each.field.split('.')[0]));
  }
  return texts.join(' ');
}

// {error, reply, ahead}: `ahead` is the metadata that came before the reply.
function call(client, method, request, sent, deadline = 10000) {
  return new Promise((resolve) => {
    let ahead = new grpc.Metadata();
    client[method](request, sent, {deadline: Date.now() + deadline}, (error, reply) => resolve({error, reply, ahead}))
        .on('metadata', (came) => { ahead = came; });
  });
}

async function tell(what, pending, show = () => '') {
  const got = await pending;
  const code = got.error ? grpc.status[got.error.code] : 'OK';
  console.log(`${what}|${code} ${got.error ? explain(got.error) : show(got)}`.trimEnd());
  return got;
}

const ana = {name: 'organizations/asp/participants/~A'};
const get = (sent, request = ana, deadline = 10000) => call(participants, 'GetParticipant', request, sent, deadline);
const named = ({reply}) => reply.display_name;

async function main() {
  await tell('get', get(bearer(token)), named);
  const create = {parent: 'organizations/asp', participant: {external_id: 'J', display_name: 'Jon'}};
  const once = () => call(participants, 'CreateParticipant', create, bearer(token, {'idempotency-key': 'js-1'}));
  const first = await once();
  await tell('create twice', once(), ({reply, ahead}) =>
    `${reply.name === first.reply.name ? 'same' : 'another'} ${ahead.get('idempotent-replayed')[0] ? 'replayed' : 'new'}`);
  await tell('permission', get(bearer(evaluator)));
  await tell('field violation', call(participants, 'CreateParticipant',
                                     {parent: 'organizations/asp', participant: {display_name: ''}}, bearer(token)));
  const late = await get(bearer(token), ana, -1);
  console.log(`deadline|${grpc.status[late.error.code]}`);
  await tell('wrong token', get(bearer('wmk_AaILkmeAcACUp_xckxPeRg_wV7T1uiWFv4cXp1UZxrX6geYouKIckfoe4H-lw4wbFE')));
  await tell('session as token', get(bearer(session)));
  await tell('session as cookie', get(metadata({cookie: `__Host-session=${session}`})));
  await tell('forged caller', get(metadata({'x-waymark-caller-bin': Buffer.from('forged')})));
  await tell('forged address', get(bearer(token, {'x-waymark-address': '6.6.6.6',
                                                  'x-waymark-caller-bin': Buffer.from('forged')})), named);
  await tell('internal method', call(new identity.IdentityService(target, plain), 'Identify',
                                     {api_token: token}, bearer(token)));
  await tell('other organization', get(bearer(evaluator), {name: 'organizations/other/participants/~A'}));
  await tell('health', call(new healthApi.grpc.health.v1.Health(target, plain), 'Check', {}, new grpc.Metadata()),
             ({reply}) => reply.status);
}

main();
