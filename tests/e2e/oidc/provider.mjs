// A provider of sign-ins of another make, on loopback: whoever comes is who the file
// `subject` of the folder names, without being asked. Arguments: port, folder, the
// client's secret, where it sends people back to.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import Provider from 'oidc-provider';

const [port, folder, secret, redirect] = process.argv.slice(2);
const client = (id) => ({client_id: id, client_secret: secret, redirect_uris: [redirect]});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client('waymark'), client('another')],
  cookies: {keys: [secret]},
  features: {devInteractions: {enabled: false}},
  findAccount: (ctx, accountId) => ({accountId, claims: () => ({sub: accountId})}),
  interactions: {url: (ctx, {uid}) => `/interaction/${uid}`},
  async loadExistingGrant({oidc}) {
    const grant = new oidc.provider.Grant({clientId: oidc.client.clientId, accountId: oidc.session.accountId});
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  pkce: {required: () => true},
});

const answer = provider.callback();
http.createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  const accountId = fs.readFileSync(path.join(folder, 'subject'), 'utf8').trim();
  return provider.interactionFinished(request, response, {login: {accountId}});
}).listen(Number(port), '127.0.0.1');
