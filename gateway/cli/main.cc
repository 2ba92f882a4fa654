// waymark: the command line client. It calls the same API as everyone else.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "gateway/cli/account_commands.h"
#include "gateway/cli/audit_commands.h"
#include "gateway/cli/call.h"
#include "gateway/cli/common_options.h"
#include "gateway/cli/completion.h"
#include "gateway/cli/csv.h"
#include "gateway/cli/exit.h"
#include "gateway/cli/manual.h"
#include "gateway/cli/organization_commands.h"
#include "gateway/cli/outcome_commands.h"
#include "gateway/cli/output.h"
#include "gateway/cli/parked_commands.h"
#include "gateway/cli/record_commands.h"
#include "gateway/cli/webhook_commands.h"

namespace {

using namespace waymark::cli;  // NOLINT: the program is this namespace's
using waymark::Error;

std::string JsonArgument(const std::string& argument) {
  if (argument != "-") return argument;
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

void PrintError(const Error& error) {
  std::fprintf(stderr, "waymark: %s [%s]\n", error.message().c_str(), error.reason().c_str());
  for (const auto& violation : error.violations()) {
    if (error.message().find(violation.description) != std::string::npos) continue;
    std::fprintf(stderr, "  %s: %s\n", violation.field.c_str(), violation.description.c_str());
  }
}

void PrintError(const CsvError& error) {
  std::string where = error.row > 0 ? "row " + std::to_string(error.row) + ": " : "";
  if (!error.column.empty()) where += error.column + ": ";
  std::fprintf(stderr, "waymark: %s%s [%s]\n", where.c_str(), error.what(), error.code.c_str());
}

void AddCallCommand(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    std::string method, request = "{}";
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto* calling = app.add_subcommand("call", "call any method with a request in JSON");
  calling->add_option("METHOD", arguments->method, "SERVICE/METHOD, for example CohortsService/GetCohort")
      ->required();
  calling->add_option("JSON", arguments->request, "the request; - reads it from standard input");
  calling->add_flag("--json", arguments->json, "print the answer as JSON");
  calling->callback([&run, arguments] {
    run = [arguments] {
      CallMethod(FindAddress(), arguments->method, JsonArgument(arguments->request));
      return kDone;
    };
  });
}

// What tells of the program itself: made from the commands that it has.
void AddCommandsAboutItself(CLI::App& app, std::function<int()>& run) {
  const auto print = [&app, &run](std::string (*text_of)(const CLI::App&)) {
    return [&app, &run, text_of] {
      run = [&app, text_of] {
        std::fputs(text_of(app).c_str(), stdout);
        return kDone;
      };
    };
  };
  auto* completion = app.add_subcommand("completion", "a script by which bash and zsh complete commands");
  completion->footer("Put it to use by: source <(waymark completion)");
  completion->callback(print(CompletionScript));
  auto* manual = app.add_subcommand("manual", "this help, of all commands, as a page of the manual");
  manual->footer("Read it by: waymark manual | man -l -");
  manual->callback(print(ManualPage));
}

// The exit code of a command; what goes wrong is printed.
int ExitCodeOf(const std::function<int()>& run) {
  try {
    const int outcome = run();
    return FlushOutput() ? outcome : kFailed;
  } catch (const CsvError& error) {
    PrintError(error);
  } catch (const Error& error) {
    PrintError(error);
    return ExitOf(error);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "waymark: %s\n", error.what());
  }
  return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Waymark records training and follows people to command. This is its command line client.");
  app.require_subcommand(1);
  app.set_version_flag("--version", "waymark " WAYMARK_VERSION, "print its version and exit");
  AddCommonOptions(app);
  // Behind a command, too.
  app.fallthrough();
  app.footer(
      std::string(
          "Every command takes --quiet and --timeout SECONDS, too.\n"
          "It finds the address in WAYMARK_URL, and what lets it in in WAYMARK_TOKEN, else the session of\n"
          "`waymark login`; else both in the data folder that deploy/up made (WAYMARK_DATA, default "
          ".waymark).\n") +
      kExitCodes);
  std::function<int()> run;
  AddAccountCommands(app, run);
  AddRecordCommands(app, run);
  AddOrganizationCommands(app, run);
  AddOutcomeCommands(app, run);
  AddParkedCommands(app, run);
  AddWebhookCommands(app, run);
  AddAuditCommands(app, run);
  AddCallCommand(app, run);
  AddCommandsAboutItself(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  return ExitCodeOf(run);
}
