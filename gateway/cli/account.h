#pragma once

#include <string>

#include "gateway/cli/client.h"

// What somebody does with their own way in, and an administrator with that of others.
// Secrets are asked for, never arguments: those are seen by all of the machine.
namespace waymark::cli {

// Signs in and keeps the session; an empty user name is asked for.
void SignIn(std::string user_name);

// Ends the session that is kept, here and at the gateway.
void SignOut();

// Sets the password by a one-time code, that of a file or one that is asked for. The
// file, of no use any more, is removed.
void RedeemCode(const std::string& code_file);

// Changes the password of who is signed in; their tokens are revoked unless they shall stay.
void ChangePassword(bool keep_tokens);

// Makes a one-time link for the account of this user name, and prints it or has it sent
// to its owner. Who has signed in is asked for their own password.
void MakeLink(const std::string& user_name, bool send);

// Asks for a link by e-mail to the account of this user name: for who forgot the
// password.
void AskForLink(const std::string& user_name);

}  // namespace waymark::cli
