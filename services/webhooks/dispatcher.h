#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/common/base/clock.h"
#include "services/common/crypto/sealed.h"
#include "services/common/db/columns.h"
#include "services/common/db/transaction.h"
#include "services/webhooks/delivery_rule.h"
#include "services/webhooks/settings.h"
#include "services/webhooks/transfers.h"

namespace waymark::webhooks {

// Sends what is due, by one thread. Several may work on one database. What was taken and
// not noted, because the process died, is taken again: it may arrive twice.
class Dispatcher {
 public:
  // `service_key`: what the secrets are sealed with. Throws std::runtime_error that names
  // the setting which is wrong.
  Dispatcher(const std::string& database, const std::string& service_key, const Settings& settings,
             const Clock& clock);

  // Takes what is due as far as there is room, lets requests go on until one has ended or
  // for at most `wait`, and notes what came of those that have. Whether any is under way.
  bool Turn(std::chrono::milliseconds wait);

  // Takes no more; those under way may end, for at most `patience`.
  void Finish(std::chrono::milliseconds patience);

  // Forgets what nobody asks for any more, a part of it; whether there may be more.
  bool Forget();
  // Measures what waits.
  void Measure();

 private:
  // A delivery that is under way.
  struct Sending {
    std::string organization_id, webhook_id, subject, url;
    int number = 0;  // of the attempt
    TimePoint waits_since{};
  };
  // One that has ended, and is to be noted.
  struct Ended {
    int64_t delivery_no = 0;
    Sending sending;
    Outcome outcome;
  };

  void Take();
  void Start(const db::Row& row);
  void Run(std::chrono::milliseconds wait);
  void Note();
  void Add(const Ended& ended, Verdict verdict, TimePoint now, db::Columns& columns);
  void DisableGone(db::Transaction& tx, const std::vector<const Ended*>& gone);
  double Random() { return std::uniform_real_distribution<>(0, 1)(random_); }

  const Settings settings_;
  const crypto::Sealer sealer_;
  const Clock& clock_;
  db::Connection connection_;
  Transfers transfers_;
  std::map<int64_t, Sending> sending_;
  std::vector<Ended> ended_;
  std::mt19937 random_{std::random_device{}()};
};

}  // namespace waymark::webhooks
