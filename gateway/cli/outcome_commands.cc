#include "gateway/cli/outcome_commands.h"

#include <memory>
#include <string>

#include "gateway/cli/exit.h"
#include "gateway/cli/funnel.h"
#include "gateway/cli/verify.h"
#include "gateway/cli/watch.h"

namespace waymark::cli {
namespace {

void AddFunnel(CLI::App& app, std::function<int()>& run) {
  const auto options = std::make_shared<FunnelOptions>();
  auto* command = app.add_subcommand("funnel", "enrolled, completed, graduated, promoted, in command");
  command->add_option("-o,--organization", options->organization, "the organization's id")->required();
  command->add_option("--programme", options->programme, "of this programme only");
  command->add_option("--course", options->course, "of this course only");
  command->add_option("--cohort", options->cohorts, "of this cohort only (may be repeated)");
  command->add_option("--by", options->by, "sex, age_band, unit, cohort, course, or attribute:KEY");
  command->add_option("--level", options->unit_level, "with --by unit: the level of the tree, 1 = roots");
  command
      ->add_option("--bands", options->age_band_starts,
                   "with --by age_band: at which ages bands begin, as in 18,25,40")
      ->delimiter(',');
  command->add_option("--from", options->from, "enrolled on this day or later");
  command->add_option("--to", options->to, "enrolled on this day or before");
  command->add_flag("--json", options->json, "print the answer as JSON");
  command->callback([&run, options] {
    run = [options] {
      PrintFunnel(FindAddress(), *options);
      return kDone;
    };
  });
}

void AddWatch(CLI::App& app, std::function<int()>& run) {
  const auto options = std::make_shared<WatchOptions>();
  auto* command = app.add_subcommand("watch", "outcome events as they happen");
  command->add_option("-o,--organization", options->organization, "the organization's id")->required();
  command->add_option("--from", options->from,
                      "0 = from the first, or a place that watch printed; without it, from now");
  command->add_option(
      "--type", options->types,
      "only this type, for example participant.graduated, or a group, as career.* (may be repeated)");
  command->add_option("--programme", options->programme, "only of the courses of this programme");
  command->add_option("--unit", options->unit, "only of people of this unit and those below it");
  command->add_flag("--until-now", options->until_now, "end with what has been recorded until now");
  command->add_flag("--json", options->json, "print the answer as JSON");
  command->callback([&run, options] {
    run = [options] {
      Watch(FindAddress(), *options);
      return kDone;
    };
  });
}

void AddVerify(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    std::string organization;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto* command = app.add_subcommand("verify", "check the invariants of an organization on the live system");
  command->add_option("-o,--organization", arguments->organization, "the organization's id")->required();
  command->add_flag("--json", arguments->json, "print the answer as JSON");
  command->callback([&run, arguments] {
    run = [arguments] {
      return VerifyOrganization(FindAddress(), arguments->organization, arguments->json) ? kDone : kFailed;
    };
  });
}

}  // namespace

void AddOutcomeCommands(CLI::App& app, std::function<int()>& run) {
  AddFunnel(app, run);
  AddWatch(app, run);
  AddVerify(app, run);
}

}  // namespace waymark::cli
