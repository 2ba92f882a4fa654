#pragma once

#include <string_view>

// The page behind a one-time link: somebody sets the password of their account, in a
// browser. The secret is behind the # of the address, which browsers send to nobody; the
// script shows it to the API alone.
namespace waymark::gateway {

constexpr std::string_view kAccountLinkPage = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Set a password · Waymark</title>
<link rel="stylesheet" href="/docs.css">
<script src="/account-link.js" defer></script>
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

constexpr std::string_view kAccountLinkScript = R"('use strict';
const form = document.querySelector('form');
const said = document.querySelector('[role=status]');
const [password, again] = form.querySelectorAll('input');

async function redeem() {
  const answer = await fetch('/v1/accountLinks:redeem', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({secret: location.hash.slice(1), newPassword: password.value}),
  });
  const told = await answer.json();
  if (!answer.ok) {
    const [wrong] = told.fieldViolations ?? [];
    return wrong ? `The password ${wrong.description}.` : told.detail;
  }
  form.hidden = true;
  history.replaceState(null, '', location.pathname);
  return `The password of ${told.userName} is set. You can sign in now.`;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (password.value !== again.value) {
    said.textContent = 'The two are not the same.';
    return;
  }
  try {
    said.textContent = await redeem();
  } catch {
    said.textContent = 'Waymark does not answer. Try again.';
  }
});
)";

}  // namespace waymark::gateway
