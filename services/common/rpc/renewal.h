#pragma once

#include <string>
#include <vector>

#include "services/common/crypto/sealed.h"
#include "services/common/db/connection.h"
#include "services/common/events/background.h"
#include "services/common/rpc/definition.h"

namespace waymark::rpc {

// Seals anew what earlier keys sealed, while the file of keys has some: once after each
// start, a page at a time, beside the calls. When it has said that all is sealed by the
// present key, the others may be taken out of the file.
class Renewal {
 public:
  // `keys`: see crypto::Sealer. `database` of the service, application role.
  Renewal(const ServiceDefinition& definition, const std::string& database, const std::string& keys);

 private:
  void Step(events::Background& thread);
  // All rows of a column in one organization; less when it is time to stop.
  void RenewAll(const events::Background& thread, const SealedColumn& column,
                const std::string& organization_id);
  // A page after the row `after`, which becomes its last; whether that was the last page.
  bool RenewPage(const SealedColumn& column, const crypto::Sealer& sealer, const std::string& organization_id,
                 std::optional<std::string>& after);

  const std::string service_, keys_;
  const std::vector<SealedColumn> columns_;
  db::Connection connection_;
  int64_t renewed_ = 0;
  events::Background thread_;  // last: it uses the others
};

}  // namespace waymark::rpc
