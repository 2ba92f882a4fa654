#include "gateway/cli/webhook_commands.h"

#include <memory>

#include "gateway/cli/webhooks.h"

namespace waymark::cli {
namespace {

// What the commands are given; each uses a part.
struct Arguments {
  std::string organization, name;
  WebhookOptions webhook;
  std::optional<int> overlap;
  DeliveryFilter filter;
  int limit = 50;
  ReplayRange range;
  std::vector<std::string> deliveries;
  bool json = false;
};
using Given = std::shared_ptr<Arguments>;

// Adds a command whose action says whether all went well.
class Commands {
 public:
  Commands(CLI::App& webhooks, std::function<int()>& run) : webhooks_(webhooks), run_(run) {}

  template <typename Action>
  CLI::App& Add(const char* name, const char* description, Action action) {
    auto* command = webhooks_.add_subcommand(name, description);
    command->callback([&run = run_, given = given_, action] {
      run = [given, action] {
        if constexpr (std::is_same_v<decltype(action(*given)), bool>) return action(*given) ? 0 : 1;
        action(*given);
        return 0;
      };
    });
    return *command;
  }

  void WithName(CLI::App& command) {
    command.add_option("NAME", given_->name, "the webhook's name, as the list shows it")->required();
  }
  void WithOrganization(CLI::App& command) {
    command.add_option("-o,--organization", given_->organization, "the organization's id")->required();
  }
  void WithJson(CLI::App& command) { command.add_flag("--json", given_->json, "print the answer as JSON"); }
  void WithWebhook(CLI::App& command) {
    command.add_option("--description", given_->webhook.description, "what it is for");
    command.add_option(
        "--type", given_->webhook.types,
        "only this type, for example participant.graduated, or a group, as career.* (may be repeated)");
  }
  Arguments& given() { return *given_; }

 private:
  CLI::App& webhooks_;
  std::function<int()>& run_;
  const Given given_ = std::make_shared<Arguments>();
};

void AddKeeping(Commands& commands) {
  auto& creating = commands.Add("create", "have events sent to an address", [](const Arguments& given) {
    CreateWebhook(FindAddress(), given.organization, given.webhook, given.json);
  });
  creating.add_option("URL", commands.given().webhook.url, "where to: https://…")->required();
  commands.WithOrganization(creating);
  commands.WithWebhook(creating);
  auto& listing = commands.Add("list", "the webhooks of an organization", [](const Arguments& given) {
    ListWebhooks(FindAddress(), given.organization, given.json);
  });
  commands.WithOrganization(listing);
  auto& showing = commands.Add("show", "one of them, as JSON",
                               [](const Arguments& given) { ShowWebhook(FindAddress(), given.name); });
  commands.WithName(showing);
  auto& updating = commands.Add("update", "change one", [](const Arguments& given) {
    UpdateWebhook(FindAddress(), given.name, given.webhook, given.json);
  });
  commands.WithName(updating);
  updating.add_option("--url", commands.given().webhook.url, "where to: https://…");
  commands.WithWebhook(updating);
  updating
      .add_flag("--usual-types", commands.given().webhook.usual_types,
                "graduations, credentials and careers, as where no type is named")
      ->excludes("--type");
  for (auto* command : {&creating, &listing, &updating}) commands.WithJson(*command);
}

void AddSwitches(Commands& commands) {
  auto& deleting = commands.Add("delete", "delete one; what waits is not sent", [](const Arguments& given) {
    DeleteWebhook(FindAddress(), given.name, given.json);
  });
  auto& enabling = commands.Add("enable", "send to one again", [](const Arguments& given) {
    EnableWebhook(FindAddress(), given.name, given.json);
  });
  auto& disabling = commands.Add("disable", "send nothing to one", [](const Arguments& given) {
    DisableWebhook(FindAddress(), given.name, given.json);
  });
  auto& rotating = commands.Add("rotate-secret", "give one a new secret", [](const Arguments& given) {
    RotateWebhookSecret(FindAddress(), given.name, given.overlap, given.json);
  });
  rotating.add_option("--overlap", commands.given().overlap,
                      "for how many seconds the secret of now signs, too; without it, a day");
  auto& testing = commands.Add("test", "send one an event that says nothing", [](const Arguments& given) {
    return TestWebhook(FindAddress(), given.name, given.json);
  });
  for (auto* command : {&deleting, &enabling, &disabling, &rotating, &testing}) {
    commands.WithName(*command);
    commands.WithJson(*command);
  }
}

void AddDeliveries(Commands& commands) {
  Arguments& given = commands.given();
  auto& listing =
      commands.Add("deliveries", "what was sent, the newest first", [](const Arguments& arguments) {
        ListDeliveries(FindAddress(), arguments.name, arguments.filter, arguments.limit, arguments.json);
      });
  commands.WithName(listing);
  listing.add_option("--state", given.filter.state, "waiting, delivered or parked")
      ->check(CLI::IsMember({"waiting", "delivered", "parked"}, CLI::ignore_case));
  listing.add_option("--type", given.filter.type, "events of this type");
  listing.add_option("--subject", given.filter.subject, "events of this one");
  listing.add_option("--limit", given.limit, "how many")->check(CLI::Range(1, 1'000'000));
  commands.WithJson(listing);
  auto& replaying = commands.Add("replay", "send events of the past again", [](const Arguments& arguments) {
    ReplayWebhook(FindAddress(), arguments.name, arguments.range);
  });
  commands.WithName(replaying);
  replaying.add_option("--from", given.range.from, "recorded on this day, or at this instant, or later");
  replaying.add_option("--to", given.range.to, "recorded before");
  replaying.add_option("--producer", given.range.producer, "of this service: courses or progression");
  replaying.add_option("--first-sequence", given.range.first_sequence, "from this number of its stream on");
  replaying.add_option("--last-sequence", given.range.last_sequence, "up to this number");
  auto& retrying = commands.Add("retry", "try what was given up again", [](const Arguments& arguments) {
    RetryDeliveries(FindAddress(), arguments.name, arguments.deliveries);
  });
  commands.WithName(retrying);
  retrying.add_option("DELIVERY", given.deliveries, "only these, as the list names them");
}

}  // namespace

void AddWebhookCommands(CLI::App& app, std::function<int()>& run) {
  auto* webhooks = app.add_subcommand("webhooks", "outcomes that are sent to addresses outside");
  webhooks->require_subcommand(1);
  Commands commands(*webhooks, run);
  AddKeeping(commands);
  AddSwitches(commands);
  AddDeliveries(commands);
}

}  // namespace waymark::cli
