#include "gateway/cli/account_commands.h"

#include <memory>
#include <string>

#include "gateway/cli/account.h"

namespace waymark::cli {

void AddAccountCommands(CLI::App& app, std::function<int()>& run) {
  // What the chosen command does, with the argument that it may have.
  const auto does = [&run](CLI::App* command, std::shared_ptr<std::string> argument, auto action) {
    command->callback([&run, argument, action] {
      run = [argument, action] {
        action(*argument);
        return 0;
      };
    });
  };
  const auto argument = std::make_shared<std::string>();

  auto* signing_in = app.add_subcommand("login", "sign in: asks for the password, keeps the session");
  signing_in->add_option("USER_NAME", *argument, "who; without it, it is asked for");
  does(signing_in, argument, [](const std::string& user_name) { SignIn(user_name); });

  does(app.add_subcommand("logout", "end the session of `waymark login`"), argument,
       [](const std::string&) { SignOut(); });

  auto* account = app.add_subcommand("account", "passwords, and the ways to one");
  account->require_subcommand(1);
  account->footer("What is secret is asked for, or read from standard input line by line.");
  auto* redeeming = account->add_subcommand("redeem", "set the password by a one-time code");
  redeeming->add_option("--code-file", *argument, "the file that holds the code; it is removed when used")
      ->check(CLI::ExistingFile);
  does(redeeming, argument, [](const std::string& code_file) { RedeemCode(code_file); });

  auto* changing = account->add_subcommand("password", "change the own password");
  const auto keep_tokens = std::make_shared<bool>(false);
  changing->add_flag("--keep-tokens", *keep_tokens, "let the tokens of the account go on");
  does(changing, argument, [keep_tokens](const std::string&) { ChangePassword(*keep_tokens); });

  auto* linking = account->add_subcommand("link", "make a one-time code for somebody's account");
  linking->add_option("USER_NAME", *argument, "whose")->required();
  const auto send = std::make_shared<bool>(false);
  linking->add_flag("--send", *send, "send it to them by e-mail instead of printing it");
  does(linking, argument, [send](const std::string& user_name) { MakeLink(user_name, *send); });

  auto* asking = account->add_subcommand("forgot", "have a one-time code sent to who forgot the password");
  asking->add_option("USER_NAME", *argument, "whose account")->required();
  does(asking, argument, [](const std::string& user_name) { AskForLink(user_name); });
}

}  // namespace waymark::cli
