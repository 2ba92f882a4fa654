#pragma once

#include <string_view>

// The pages by which people come in, in a browser. Their script asks the API, as any
// client does.
namespace waymark::gateway {

// Behind a one-time link: somebody sets the password of their account. The secret is
// behind the # of the address, which browsers send to nobody.
constexpr std::string_view kAccountLinkPage = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Set a password · Waymark</title>
<link rel="stylesheet" href="/docs.css">
<script src="/entry.js" defer></script>
</head>
<body>
<main>
<h1>Set a password</h1>
<noscript><p>This page needs JavaScript. Without it, use <code>waymark account redeem</code>.</p></noscript>
<form>
<p><label for="password">New password, at least 12 characters</label><br>
<input id="password" type="password" autocomplete="new-password" required minlength="12"></p>
<p><label for="again">The same again</label><br>
<input id="again" type="password" autocomplete="new-password" required></p>
<p><button>Set password</button></p>
</form>
<p role="status"></p>
</main>
</body>
</html>
)";

// Where sign-in by a provider (OpenID Connect) begins, and where it comes back to. The
// secret of the attempt stays in the tab.
constexpr std::string_view kSignInPage = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · Waymark</title>
<link rel="stylesheet" href="/docs.css">
<script src="/entry.js" defer></script>
</head>
<body>
<main>
<h1>Sign in</h1>
<noscript><p>This page needs JavaScript.</p></noscript>
<p role="status"></p>
</main>
</body>
</html>
)";

constexpr std::string_view kEntryScript = R"('use strict';
const said = document.querySelector('[role=status]');
const form = document.querySelector('form');

// Throws what is to be said when it is refused.
async function ask(path, request) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(request),
  }).catch(() => { throw new Error('Waymark does not answer. Try again.'); });
  const told = await answer.json();
  if (answer.ok) return told;
  const [wrong] = told.fieldViolations ?? [];
  throw new Error(wrong ? `It ${wrong.description}.` : told.detail);
}

async function say(promise) {
  try {
    said.textContent = await promise;
  } catch (error) {
    said.textContent = error.message;
  }
}

async function setPassword() {
  const [password, again] = form.querySelectorAll('input');
  if (password.value !== again.value) return 'The two are not the same.';
  const secret = location.hash.slice(1);
  const {userName} = await ask('/v1/accountLinks:redeem', {secret, newPassword: password.value});
  form.hidden = true;
  history.replaceState(null, '', location.pathname);
  setTimeout(() => location.assign('/'), 2000);
  return `The password of ${userName} is set. You can sign in now.`;
}

async function signIn() {
  const back = new URLSearchParams(location.search);
  history.replaceState(null, '', location.pathname);
  if (back.has('error')) return `The provider did not sign you in: ${back.get('error')}.`;
  if (!back.has('code')) {
    const {secret, authorizationUri} = await ask('/v1/oidc:begin', {});
    sessionStorage.setItem('attempt', secret);
    location.assign(authorizationUri);
    return 'You are sent to the provider…';
  }
  const secret = sessionStorage.getItem('attempt');
  sessionStorage.removeItem('attempt');
  if (!secret) return 'This was not begun in this tab. Begin again.';
  await ask('/v1/oidc:finish', {secret, state: back.get('state'), code: back.get('code')});
  location.replace('/');
  return 'You are signed in.';
}

if (form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    say(setPassword());
  });
} else {
  say(signIn());
}
)";

}  // namespace waymark::gateway
