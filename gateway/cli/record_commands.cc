#include "gateway/cli/record_commands.h"

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include "gateway/cli/common_options.h"
#include "gateway/cli/exit.h"
#include "gateway/cli/export.h"
#include "gateway/cli/import.h"
#include "services/common/base/progress.h"

namespace waymark::cli {
namespace {

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
    Note("the rejected rows are in " + errors_file + ": correct them and import that file");
  } else {
    Note("with --errors OUT.csv the rejected rows are written to a file to correct");
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

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const Kind& kind : Kinds()) names.emplace_back(kind.name);
  return names;
}

void AddImport(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    ImportOptions options;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto& options = arguments->options;
  auto* command = app.add_subcommand("import", "import a CSV file");
  command->add_option("KIND", options.kind, "what its rows are")
      ->required()
      ->check(CLI::IsMember(KindNames()));
  command->add_option("FILE", options.file, "the file, plain or .gz")->required()->check(CLI::ExistingFile);
  command->add_option("-o,--organization", options.organization, "the organization's id")->required();
  command->add_option("--profile", options.profile, "a JSON file that maps foreign columns")
      ->check(CLI::ExistingFile);
  command->add_option("--data", options.data_folder, "where the files are that the profile joins");
  command->add_option("--errors", options.errors, "write rejected rows to this file");
  command->add_flag("--dry-run", options.dry_run,
                    "check everything, write nothing; seats of cohorts are counted batch by batch");
  command->add_flag("--json", arguments->json, "print the answer as JSON");
  command->callback([&run, arguments] {
    run = [arguments] {
      auto& options = arguments->options;
      if (options.data_folder.empty())
        options.data_folder = options.file.substr(0, options.file.rfind('/') + 1);
      return RunImport(options, arguments->json);
    };
  });
}

void AddExport(CLI::App& app, std::function<int()>& run) {
  const auto options = std::make_shared<ExportOptions>();
  auto* command = app.add_subcommand("export", "write all records of a kind as CSV");
  command->footer(
      "Another organization can import it. Merged records are written as one person, careers without what "
      "was\n"
      "superseded or voided. Not carried: the days of attributes, units people and units were in before, "
      "closed\n"
      "units, the assessments that a course requires, earlier versions of its rule, credentials, "
      "programmes,\n"
      "instructors, mentorships, whether a post was one of command in earlier years, and what has no "
      "column.");
  command->add_option("KIND", options->kind, "of which records")
      ->required()
      ->check(CLI::IsMember(KindNames()));
  command->add_option("FILE", options->file, "the file to write; without it, standard output");
  command->add_option("-o,--organization", options->organization, "the organization's id")->required();
  command->callback([&run, options] {
    run = [options] {
      const int64_t rows = Export(FindAddress(), *options);
      Note(Grouped(rows) + " rows");
      return kDone;
    };
  });
}

}  // namespace

void AddRecordCommands(CLI::App& app, std::function<int()>& run) {
  AddImport(app, run);
  AddExport(app, run);
}

}  // namespace waymark::cli
