#include "gateway/cli/verify.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "gateway/cli/common_options.h"
#include "gateway/cli/fields.h"
#include "services/common/base/text.h"
#include "waymark/evaluation/v1/funnel.pb.h"
#include "waymark/events/v1/verification.pb.h"

namespace waymark::cli {
namespace {

using waymark::evaluation::v1::EvaluationFigures;
using waymark::evaluation::v1::EvaluationStatus;
using waymark::events::v1::VerificationReport;

constexpr int kPatienceSeconds = 60;
// How long what copies the changes may need for the last of them.
constexpr std::chrono::seconds kCopyPatience{60};
// How long it waits without saying so.
constexpr std::chrono::seconds kSilence{2};

struct Finding {
  std::string service, invariant, description, problem;  // no problem: it holds
};

std::string Word(const std::string& enum_name, std::string_view prefix) {
  return Lower(std::string_view(enum_name).substr(prefix.size()));
}

// The read model's counts under the keys that the owners use.
std::map<std::string, int64_t> FiguresOf(const EvaluationFigures& figures) {
  std::map<std::string, int64_t> out = {{"participants", figures.persons()},
                                        {"units", figures.units()},
                                        {"programmes", figures.programmes()},
                                        {"courses", figures.courses()},
                                        {"cohorts", figures.cohorts()},
                                        {"graduations", figures.graduations()},
                                        {"person_units_checksum", figures.person_units_checksum()}};
  for (const auto& figure : figures.enrolments()) {
    out["enrolments." + Word(waymark::vocabulary::v1::EnrolmentState_Name(figure.state()),
                             "ENROLMENT_STATE_")] = figure.count();
  }
  for (const auto& figure : figures.career_events()) {
    out["career_events." + Word(waymark::vocabulary::v1::CareerEventType_Name(figure.type()),
                                "CAREER_EVENT_TYPE_")] = figure.count();
  }
  return out;
}

// Asks until the answer says that the copy is whole, or for as long as there is patience.
template <typename Ask, typename IsWhole>
auto AskUntil(const char* copy, const Ask& ask, const IsWhole& is_whole) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  auto answer = ask();
  for (bool told = false; !is_whole(answer) && Clock::now() - began < kCopyPatience; answer = ask()) {
    if (!told && Clock::now() - began > kSilence) {
      Note("waymark: waiting up to " + std::to_string(kCopyPatience.count()) + " s for " + copy +
           " to have all that is recorded");
      told = true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  return answer;
}

class Verifier {
 public:
  Verifier(const Address& address, std::string organization)
      : client_(address), parent_("organizations/" + std::move(organization)) {}

  std::vector<Finding> Run() {
    std::map<std::string, int64_t> owned, changes;
    for (const char* service : {"participants", "courses", "progression"}) {
      const auto report = CheckService(service);
      for (const auto& [key, value] : report.figures()) {
        if (!key.starts_with("events.")) owned[key] = value;
      }
      changes[service] = ChangesOf(report);
    }
    // What it counts besides, nobody else keeps.
    changes["webhooks"] = ChangesOf(CheckService("webhooks"));
    CheckStreams();
    CompareReadModel(owned);
    CompareAudit(changes);
    return std::move(findings_);
  }

 private:
  VerificationReport AskService(const std::string& service) {
    const std::string method = "waymark." + service + ".v1.VerificationService/Verify";
    const auto request = MessagesOf(method).request;
    SetField(*request, "parent", parent_);
    VerificationReport report;
    client_.CallPatiently(method, *request, report, kPatienceSeconds);
    return report;
  }

  VerificationReport CheckService(const std::string& service) {
    VerificationReport report = AskService(service);
    AddChecks(service, report);
    return report;
  }

  void AddChecks(const std::string& service, const VerificationReport& report) {
    for (const auto& check : report.checks()) {
      const std::string problem = check.violations() == 0 ? ""
                                                          : std::to_string(check.violations()) +
                                                                " violations, for example " + check.example();
      findings_.push_back({service, check.invariant(), check.description(), problem});
    }
  }

  // The audit log has an entry for each change that was there a moment ago.
  void CompareAudit(const std::map<std::string, int64_t>& changes) {
    const auto report = AskUntil(
        "the audit log", [this] { return AskService("access"); },
        [&](const VerificationReport& now) {
          return std::all_of(changes.begin(), changes.end(), [&](const auto& of_service) {
            return EntriesOf(now, of_service.first) >= of_service.second;
          });
        });
    AddChecks("access", report);
    for (const auto& [service, count] : changes) {
      const int64_t entries = EntriesOf(report, service);
      findings_.push_back({"access", "I10",
                           std::to_string(count) + " changes of " + service + " are in the audit log",
                           entries >= count ? "" : "it has " + std::to_string(entries)});
    }
  }

  static int64_t ChangesOf(const VerificationReport& report) {
    int64_t count = 0;
    for (const auto& [key, value] : report.figures()) count += key.starts_with("events.") ? value : 0;
    return count;
  }

  static int64_t EntriesOf(const VerificationReport& report, const std::string& service) {
    const auto found = report.figures().find("audit." + service);
    return found == report.figures().end() ? 0 : found->second;
  }

  EvaluationStatus AskStatus() {
    waymark::evaluation::v1::GetEvaluationStatusRequest request;
    EvaluationStatus status;
    request.set_name(parent_ + "/evaluationStatus");
    client_.CallPatiently("waymark.evaluation.v1.StatusService/GetEvaluationStatus", request, status,
                          kPatienceSeconds);
    return status;
  }

  void CheckStreams() {
    const EvaluationStatus status = AskUntil(
        "evaluation", [this] { return AskStatus(); },
        [](const EvaluationStatus& now) {
          // Parked events do not pass by themselves.
          return now.caught_up() || std::ranges::any_of(now.positions(), [](const auto& position) {
                   return position.parked_count() > 0;
                 });
        });
    for (const auto& position : status.positions()) {
      std::string problem;
      if (!position.has_last_sequence()) problem = "the stream cannot be read";
      if (position.lag() > 0) problem = std::to_string(position.lag()) + " events behind";
      findings_.push_back(
          {position.producer(), "I5", "the stream reaches the consumer without a gap", problem});
      const std::string parked =
          position.parked_count() > 0 ? std::to_string(position.parked_count()) + " events are parked" : "";
      findings_.push_back({position.producer(), "I6", "no event is parked", parked});
    }
  }

  void CompareReadModel(const std::map<std::string, int64_t>& owned) {
    waymark::evaluation::v1::GetEvaluationFiguresRequest request;
    EvaluationFigures figures;
    request.set_name(parent_ + "/evaluationFigures");
    client_.CallPatiently("waymark.evaluation.v1.StatusService/GetEvaluationFigures", request, figures,
                          kPatienceSeconds);
    const auto read = FiguresOf(figures);
    for (const auto& [key, value] : owned) {
      const auto found = read.find(key);
      const int64_t there = found == read.end() ? 0 : found->second;
      findings_.push_back({"evaluation", "I6", key + " " + std::to_string(value),
                           there == value ? "" : "the read model has " + std::to_string(there)});
    }
    findings_.push_back({"evaluation", "I8", "every fact refers to records that are known",
                         figures.dangling_references() == 0
                             ? ""
                             : std::to_string(figures.dangling_references()) + " do not"});
  }

  Client client_;
  const std::string parent_;
  std::vector<Finding> findings_;
};

}  // namespace

bool VerifyOrganization(const Address& address, const std::string& organization, bool json) {
  bool holds = true;
  auto list = nlohmann::json::array();
  for (const Finding& finding : Verifier(address, organization).Run()) {
    holds = holds && finding.problem.empty();
    if (json) {
      list.push_back({{"service", finding.service},
                      {"invariant", finding.invariant},
                      {"description", finding.description},
                      {"holds", finding.problem.empty()},
                      {"problem", finding.problem}});
    } else {
      std::printf("%-5s %s  %-13s %s%s%s\n", finding.problem.empty() ? "holds" : "FAILS",
                  finding.invariant.c_str(), finding.service.c_str(), finding.description.c_str(),
                  finding.problem.empty() ? "" : ": ", finding.problem.c_str());
    }
  }
  if (json) std::printf("%s\n", list.dump(2).c_str());
  return holds;
}

}  // namespace waymark::cli
