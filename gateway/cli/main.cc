// waymark: the command line client. It calls the same API as everyone else.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "gateway/cli/account_commands.h"
#include "gateway/cli/audit.h"
#include "gateway/cli/call.h"
#include "gateway/cli/csv.h"
#include "gateway/cli/export.h"
#include "gateway/cli/funnel.h"
#include "gateway/cli/import.h"
#include "gateway/cli/openings.h"
#include "gateway/cli/parked_commands.h"
#include "gateway/cli/verify.h"
#include "gateway/cli/watch.h"
#include "gateway/cli/webhook_commands.h"
#include "services/common/base/progress.h"

namespace {

using namespace waymark::cli;  // NOLINT: the program is this namespace's
using waymark::Error;
using waymark::Grouped;

enum Exit { kDone = 0, kFailed = 1, kUsage = 2, kSomeRejected = 3 };

void PrintRejects(const ImportReport& report, const std::string& errors_file) {
  for (const auto& error : report.errors) {
    const std::string value = error["value"];
    std::fprintf(stderr, "row %ld: %s: %s%s [%s]\n", error["row"].get<long>(),
                 error["column"].get<std::string>().c_str(), error["message"].get<std::string>().c_str(),
                 value.empty() ? "" : (" (it says '" + value + "')").c_str(),
                 error["code"].get<std::string>().c_str());
  }
  const auto more = report.rejected - static_cast<int64_t>(report.errors.size());
  if (more > 0) std::fprintf(stderr, "and %s more rows\n", Grouped(more).c_str());
  if (!errors_file.empty()) {
    std::fprintf(stderr, "the rejected rows are in %s: correct them and import that file\n",
                 errors_file.c_str());
  } else {
    std::fprintf(stderr, "with --errors OUT.csv the rejected rows are written to a file to correct\n");
  }
}

int RunImport(const ImportOptions& options, bool json) {
  const ImportReport report = Import(FindAddress(), options);
  if (json) {
    std::cout << report.ToJson().dump(2) << "\n";
  } else {
    std::printf(
        "%s: %s rows%s: %s created, %s there already, %s repeated, %s rejected, in %.1f s (%s rows/s)\n",
        options.kind.c_str(), Grouped(report.rows).c_str(),
        options.dry_run ? " checked, nothing written" : "", Grouped(report.created).c_str(),
        Grouped(report.existing).c_str(), Grouped(report.repeated).c_str(), Grouped(report.rejected).c_str(),
        report.seconds,
        Grouped(static_cast<int64_t>(static_cast<double>(report.rows) / std::max(report.seconds, 1e-3)))
            .c_str());
  }
  if (report.rejected == 0) return kDone;
  if (!json) PrintRejects(report, options.errors);
  return kSomeRejected;
}

std::string JsonArgument(const std::string& argument) {
  if (argument != "-") return argument;
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

std::string KindList() {
  std::string out;
  for (const Kind& kind : Kinds()) out += (out.empty() ? "" : ", ") + std::string(kind.name);
  return out;
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

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Waymark records training and follows people to command. This is its command line client.");
  app.require_subcommand(1);
  app.footer(
      "It finds the address in WAYMARK_URL, and what lets it in in WAYMARK_TOKEN, else the session of\n"
      "`waymark login`; else both in the data folder that deploy/up made (WAYMARK_DATA, default .waymark).\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some rows rejected.");
  bool json = false;
  std::function<int()> run;
  const auto organization = [](CLI::App* command, std::string* id) {
    command->add_option("-o,--organization", *id, "the organization's id")->required();
  };
  const auto with_json = [&json](CLI::App* command) {
    command->add_flag("--json", json, "print the answer as JSON");
  };

  AddAccountCommands(app, run);

  ImportOptions import;
  auto* importing = app.add_subcommand("import", "import a CSV file");
  importing->add_option("KIND", import.kind, KindList())->required();
  importing->add_option("FILE", import.file, "the file, plain or .gz")->required()->check(CLI::ExistingFile);
  organization(importing, &import.organization);
  importing->add_option("--profile", import.profile, "a JSON file that maps foreign columns")
      ->check(CLI::ExistingFile);
  importing->add_option("--data", import.data_folder, "where the files are that the profile joins");
  importing->add_option("--errors", import.errors, "write rejected rows to this file");
  importing->add_flag("--dry-run", import.dry_run, "check everything, write nothing");
  with_json(importing);
  importing->callback([&] {
    run = [&] {
      if (import.data_folder.empty()) import.data_folder = import.file.substr(0, import.file.rfind('/') + 1);
      return RunImport(import, json);
    };
  });

  ExportOptions exported;
  auto* exporting = app.add_subcommand("export", "write all records of a kind as CSV");
  exporting->add_option("KIND", exported.kind, KindList())->required();
  exporting->add_option("FILE", exported.file, "the file to write; without it, standard output");
  organization(exporting, &exported.organization);
  exporting->callback([&] {
    run = [&] {
      const int64_t rows = Export(FindAddress(), exported);
      std::fprintf(stderr, "%s rows\n", Grouped(rows).c_str());
      return kDone;
    };
  });

  OrganizationOptions created;
  auto* organizations = app.add_subcommand("organization", "organizations");
  organizations->require_subcommand(1);
  auto* creating = organizations->add_subcommand("create", "create an organization");
  creating->add_option("ID", created.id, "its id: 2 to 32 of a-z 0-9 -")->required();
  creating->add_option("--display-name", created.display_name, "its name");
  creating->add_option("--kind", created.kind, "what it is, for example police");
  creating->add_option("--country", created.country, "ISO 3166-1 code");
  creating->add_option("--time-zone", created.time_zone, "IANA name, for example Europe/Tirane");
  creating->callback([&] {
    run = [&] {
      const bool made = CreateOrganization(FindAddress(), created);
      std::printf("organizations/%s %s\n", created.id.c_str(), made ? "created" : "is there already");
      return kDone;
    };
  });

  FunnelOptions funnel;
  auto* showing = app.add_subcommand("funnel", "enrolled, completed, graduated, promoted, in command");
  organization(showing, &funnel.organization);
  showing->add_option("--programme", funnel.programme, "of this programme only");
  showing->add_option("--course", funnel.course, "of this course only");
  showing->add_option("--cohort", funnel.cohorts, "of this cohort only (may be repeated)");
  showing->add_option("--by", funnel.by, "sex, age_band, unit, cohort, course, or attribute:KEY");
  showing->add_option("--level", funnel.unit_level, "with --by unit: the level of the tree, 1 = roots");
  showing->add_option("--from", funnel.from, "enrolled on this day or later");
  showing->add_option("--to", funnel.to, "enrolled on this day or before");
  with_json(showing);
  showing->callback([&] {
    run = [&] {
      funnel.json = json;
      PrintFunnel(FindAddress(), funnel);
      return kDone;
    };
  });

  WatchOptions watch;
  auto* watching = app.add_subcommand("watch", "outcome events as they happen");
  organization(watching, &watch.organization);
  watching->add_option("--from", watch.from,
                       "0 = from the first, or a place that watch printed; without it, from now");
  watching->add_option("--type", watch.types,
                       "only this type, for example participant.graduated (may be repeated)");
  watching->add_option("--programme", watch.programme, "only of the courses of this programme");
  watching->add_option("--unit", watch.unit, "only of people of this unit and those below it");
  watching->add_flag("--until-now", watch.until_now, "end when there is nothing more");
  with_json(watching);
  watching->callback([&] {
    run = [&] {
      watch.json = json;
      Watch(FindAddress(), watch);
      return kDone;
    };
  });

  AddParkedCommands(app, run);
  AddWebhookCommands(app, run);

  std::string verified;
  auto* verifying =
      app.add_subcommand("verify", "check the invariants of an organization on the live system");
  organization(verifying, &verified);
  with_json(verifying);
  verifying->callback(
      [&] { run = [&] { return VerifyOrganization(FindAddress(), verified, json) ? kDone : kFailed; }; });

  AuditFilter audited;
  int audit_limit = 50;
  AuditVerifyOptions audit_verify;
  auto* auditing = app.add_subcommand("audit", "who did what, on whom, from where, why");
  auditing->require_subcommand(1);
  const auto audit_filter = [&](CLI::App* command) {
    command
        ->add_option("-o,--organization", audited.organization,
                     "the organization's id; - for what concerns all")
        ->required();
    command->add_option("--actor", audited.actor, "who: accounts/ID");
    command->add_option("--record", audited.record, "on what or whom, for example participants/ID");
    command->add_option("--type", audited.type, "what, for example participant.updated or record.read");
    command->add_option("--method", audited.method, "by this RPC, SERVICE/METHOD in full");
    command->add_option("--from", audited.from, "recorded on this day, or at this instant, or later");
    command->add_option("--to", audited.to, "recorded before");
  };
  auto* audit_listing = auditing->add_subcommand("list", "the last entries, the last one first");
  audit_filter(audit_listing);
  audit_listing->add_option("--limit", audit_limit, "how many")->check(CLI::Range(1, 1'000'000));
  with_json(audit_listing);
  audit_listing->callback([&] {
    run = [&] {
      ListAudit(FindAddress(), audited, audit_limit, json);
      return kDone;
    };
  });
  auto* audit_exporting = auditing->add_subcommand("export", "all entries, a line of JSON each");
  audit_filter(audit_exporting);
  audit_exporting->callback([&] {
    run = [&] {
      std::fprintf(stderr, "%s entries\n", Grouped(ExportAudit(FindAddress(), audited)).c_str());
      return kDone;
    };
  });
  auto* audit_verifying = auditing->add_subcommand("verify", "follow the chain of all entries");
  audit_verifying
      ->add_option("-o,--organization", audit_verify.organization,
                   "the organization's id; - for what concerns all")
      ->required();
  audit_verifying->add_option("--against", audit_verify.checkpoints, "a file of checkpoints to compare with")
      ->check(CLI::ExistingFile);
  audit_verifying->add_option("--key", audit_verify.key, "the public keys (PEM) that they are signed by")
      ->check(CLI::ExistingFile);
  audit_verifying->callback(
      [&] { run = [&] { return VerifyAudit(FindAddress(), audit_verify) ? kDone : kFailed; }; });

  OpeningsFilter openings;
  int openings_limit = 50;
  std::string opening;
  auto* opened = app.add_subcommand("openings", "who broke the glass, for whose record and why");
  opened->require_subcommand(1);
  auto* openings_listing = opened->add_subcommand("list", "the newest openings");
  organization(openings_listing, &openings.organization);
  openings_listing->add_option("--account", openings.account, "to whom: accounts/ID");
  openings_listing->add_option("--participant", openings.participant,
                               "whose: participants/ID, or participants/~EXTERNAL-ID");
  openings_listing->add_flag("--open", openings.open, "only those that have not ended");
  openings_listing->add_option("--limit", openings_limit, "how many")->check(CLI::Range(1, 1'000'000));
  with_json(openings_listing);
  openings_listing->callback([&] {
    run = [&] {
      ListOpenings(FindAddress(), openings, openings_limit, json);
      return kDone;
    };
  });
  auto* openings_closing = opened->add_subcommand("close", "end an opening before its time");
  openings_closing->add_option("NAME", opening, "its name, as the list shows it")->required();
  with_json(openings_closing);
  openings_closing->callback([&] {
    run = [&] {
      CloseOpening(FindAddress(), opening, json);
      return kDone;
    };
  });

  std::string method, request = "{}";
  auto* calling = app.add_subcommand("call", "call any method with a request in JSON");
  calling->add_option("METHOD", method, "SERVICE/METHOD, for example CohortsService/GetCohort")->required();
  calling->add_option("JSON", request, "the request; - reads it from standard input");
  with_json(calling);
  calling->callback([&] {
    run = [&] {
      CallMethod(FindAddress(), method, JsonArgument(request));
      return kDone;
    };
  });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  try {
    return run();
  } catch (const CsvError& error) {
    PrintError(error);
  } catch (const Error& error) {
    PrintError(error);
    if (error.reason() == "FIELD_INVALID" && error.violations().size() == 1 &&
        (error.violations()[0].field == "kind" || error.violations()[0].field == "method")) {
      return kUsage;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "waymark: %s\n", error.what());
  }
  return kFailed;
}
