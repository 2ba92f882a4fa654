#include "services/access/mail_round.h"

#include "services/access/smtp.h"

namespace waymark::access {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLook{500};
// A server that takes nothing is left alone for a while, whatever else is due.
constexpr std::chrono::milliseconds kPauseAfterFailure{2'000};
constexpr std::chrono::hours kForgetEvery{1};

const MailSettings& Checked(const MailSettings& settings) {
  CheckMail(settings);
  return settings;
}

}  // namespace

MailRound::MailRound(const std::string& database, const MailSettings& settings)
    : courier_(
          database, Checked(settings),
          [settings](const std::string& to, const std::string& message) {
            SendBySmtp(settings, to, message);
          },
          SystemClock()),
      thread_("e-mail", [this](events::Background& thread) { Step(thread); }) {}

void MailRound::Step(events::Background& thread) {
  if (const auto now = Steady::now(); now - forgot_at_ >= kForgetEvery) {
    courier_.Forget();
    forgot_at_ = now;
  }
  switch (courier_.SendNext()) {
    case Courier::Outcome::kNoneDue:
      return thread.Pause(kLook);
    case Courier::Outcome::kNotTaken:
      return thread.Pause(kPauseAfterFailure);
    case Courier::Outcome::kDone:
      return;
  }
}

}  // namespace waymark::access
