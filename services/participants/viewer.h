#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/call.h"
#include "services/participants/redaction.h"

namespace waymark::participants {

// Who asks for persons, and what they may see of those who are protected. It is
// looked up when it is needed first: for callers to whom all is open whom the call
// reaches, and where nobody is protected, it costs nothing.
class Viewer {
 public:
  explicit Viewer(rpc::Call& call) : call_(call) {}

  // A row of participant_record, as the caller may see it.
  void Fill(const db::Row& row, waymark::participants::v1::Participant& participant);

  // What they may see of somebody who is protected.
  Sight SightOf(std::string_view unit_id, std::string_view participant_id) {
    return seen().Of(unit_id, participant_id);
  }

  // Has the audit log tell of the protected persons that were filled.
  void RecordReads() { call_.RecordRead(read_); }

  // The parameters of list statements by which they leave out whose names the
  // caller may not see; nobody when the statement does not look `by_name`.
  void AddNames(bool by_name, db::Params& params);

 private:
  // By UUID; of others `least`.
  struct Seen {
    Sight least = Sight::kRedacted;
    std::map<std::string, Sight, std::less<>> units, persons;

    Sight Of(std::string_view unit_id, std::string_view participant_id) const;
  };

  const Seen& seen();
  void LookUp(Seen& seen);

  rpc::Call& call_;
  std::optional<Seen> seen_;
  std::vector<std::string> read_;  // `participants/<uuid>`
};

}  // namespace waymark::participants
