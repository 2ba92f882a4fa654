#include "gateway/cli/audit_commands.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "gateway/cli/audit.h"
#include "gateway/cli/common_options.h"
#include "gateway/cli/exit.h"
#include "gateway/cli/openings.h"
#include "services/common/base/progress.h"

namespace waymark::cli {
namespace {

constexpr int kShown = 50;

// The most that are listed.
void AddLimit(CLI::App* command, int& limit) {
  command->add_option("--limit", limit, "how many")->check(CLI::Range(1, 1'000'000));
}

void AddAuditFilter(CLI::App* command, AuditFilter& filter) {
  command
      ->add_option("-o,--organization", filter.organization, "the organization's id; - for what concerns all")
      ->required();
  command->add_option("--actor", filter.actor, "who: accounts/ID");
  command->add_option("--record", filter.record, "on what or whom, for example participants/ID");
  command->add_option("--type", filter.type, "what, for example participant.updated or record.read");
  command->add_option("--method", filter.method, "by this RPC, SERVICE/METHOD in full");
  command->add_option("--from", filter.from, "recorded on this day, or at this instant, or later");
  command->add_option("--to", filter.to, "recorded before");
}

void AddAudit(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    AuditFilter filter;
    AuditVerifyOptions verify;
    int limit = kShown;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto* audit = app.add_subcommand("audit", "who did what, on whom, from where, why");
  audit->require_subcommand(1);

  auto* listing = audit->add_subcommand("list", "the last entries, the last one first");
  AddAuditFilter(listing, arguments->filter);
  AddLimit(listing, arguments->limit);
  listing->add_flag("--json", arguments->json, "print the answer as JSON");
  listing->callback([&run, arguments] {
    run = [arguments] {
      ListAudit(FindAddress(), arguments->filter, arguments->limit, arguments->json);
      return kDone;
    };
  });

  auto* exporting = audit->add_subcommand("export", "all entries, a line of JSON each");
  AddAuditFilter(exporting, arguments->filter);
  exporting->callback([&run, arguments] {
    run = [arguments] {
      Note(Grouped(ExportAudit(FindAddress(), arguments->filter)) + " entries");
      return kDone;
    };
  });

  auto& options = arguments->verify;
  auto* verifying = audit->add_subcommand("verify", "follow the chain of all entries");
  verifying
      ->add_option("-o,--organization", options.organization,
                   "the organization's id; - for what concerns all")
      ->required();
  verifying->add_option("--against", options.checkpoints, "a file of checkpoints to compare with")
      ->check(CLI::ExistingFile);
  verifying->add_option("--key", options.key, "the public keys (PEM) that they are signed by")
      ->check(CLI::ExistingFile);
  verifying->callback([&run, arguments] {
    run = [arguments] { return VerifyAudit(FindAddress(), arguments->verify) ? kDone : kFailed; };
  });
}

void AddOpenings(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    OpeningsFilter filter;
    std::string name;
    int limit = kShown;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto& filter = arguments->filter;
  auto* openings = app.add_subcommand("openings", "who broke the glass, for whose record and why");
  openings->require_subcommand(1);

  auto* listing = openings->add_subcommand("list", "the newest openings");
  listing->add_option("-o,--organization", filter.organization, "the organization's id")->required();
  listing->add_option("--account", filter.account, "to whom: accounts/ID");
  listing->add_option("--participant", filter.participant,
                      "whose: participants/ID, or participants/~EXTERNAL-ID");
  listing->add_flag("--open", filter.open, "only those that have not ended");
  AddLimit(listing, arguments->limit);
  listing->add_flag("--json", arguments->json, "print the answer as JSON");
  listing->callback([&run, arguments] {
    run = [arguments] {
      ListOpenings(FindAddress(), arguments->filter, arguments->limit, arguments->json);
      return kDone;
    };
  });

  auto* closing = openings->add_subcommand("close", "end an opening before its time");
  closing->add_option("NAME", arguments->name, "its name, as the list shows it")->required();
  closing->add_flag("--json", arguments->json, "print the answer as JSON");
  closing->callback([&run, arguments] {
    run = [arguments] {
      CloseOpening(FindAddress(), arguments->name, arguments->json);
      return kDone;
    };
  });
}

}  // namespace

void AddAuditCommands(CLI::App& app, std::function<int()>& run) {
  AddAudit(app, run);
  AddOpenings(app, run);
}

}  // namespace waymark::cli
