#include "gateway/cli/parked_commands.h"

#include <memory>
#include <string>

#include "gateway/cli/parked.h"

namespace waymark::cli {
namespace {

// What the commands are given; each uses a part.
struct Arguments {
  ParkedFilter filter;
  std::string name, reason;
  bool all = false, json = false;
};

CLI::Option* AddFilter(CLI::App* command, ParkedFilter& filter) {
  command->add_option("--consumer", filter.consumer, "only of this one")
      ->check(CLI::IsMember(ConsumerNames()));
  return command->add_option("-o,--organization", filter.organization,
                             "the organization's id; - for what concerns all");
}

bool Replay(const Arguments& arguments) {
  return arguments.all ? ReplayAllParked(FindAddress(), arguments.filter, arguments.json)
                       : ReplayParked(FindAddress(), arguments.name, arguments.json);
}

}  // namespace

void AddParkedCommands(CLI::App& app, std::function<int()>& run) {
  const auto arguments = std::make_shared<Arguments>();
  auto* events = app.add_subcommand("events", "the streams of events between the services");
  events->require_subcommand(1);
  auto* parked = events->add_subcommand("parked", "events that a service could not apply");
  parked->require_subcommand(1);
  // An action says whether all went well.
  const auto add = [&](const char* name, const char* description, auto action) {
    auto* command = parked->add_subcommand(name, description);
    command->callback(
        [&run, arguments, action] { run = [arguments, action] { return action(*arguments) ? 0 : 1; }; });
    return command;
  };
  const auto with_json = [&](CLI::App* command) {
    command->add_flag("--json", arguments->json, "print the answer as JSON");
  };
  const auto with_name = [&](CLI::App* command) {
    return command->add_option("NAME", arguments->name, "its name, as the list shows it");
  };

  auto* listing = add("list", "what is parked, and why", [](const Arguments& given) {
    ListParked(FindAddress(), given.filter, given.json);
    return true;
  });
  AddFilter(listing, arguments->filter)->required();
  with_json(listing);

  auto* showing =
      add("show", "one of them, with what may be seen of the event, as JSON", [](const Arguments& given) {
        ShowParked(FindAddress(), given.name);
        return true;
      });
  with_name(showing)->required();

  auto* replaying = add("replay", "apply one now, and those of its record behind it", Replay);
  auto* which = replaying->add_option_group("which", "one of these");
  with_name(which);
  which->add_flag("--all", arguments->all, "all of the organization")
      ->needs(AddFilter(replaying, arguments->filter));
  which->require_option(1);
  with_json(replaying);

  auto* discarding =
      add("discard", "give one up: it is as if it had been applied", [](const Arguments& given) {
        DiscardParked(FindAddress(), given.name, given.reason, given.json);
        return true;
      });
  with_name(discarding)->required();
  discarding->add_option("--reason", arguments->reason, "why; the audit log tells it")->required();
  with_json(discarding);
}

}  // namespace waymark::cli
