#include "services/common/db/reader.h"

namespace waymark::db {
namespace {

// How many runs a mean is made of.
constexpr int kRuns = 8;

}  // namespace

// Notes how long its life was, less what others took of it: a statement that was stopped at
// its deadline counts.
class Reader::Watch {
 public:
  Watch(Reader& reader, const Query& query) : reader_(reader), query_(query), running_(++reader.running_) {}
  ~Watch() {
    --reader_.running_;
    reader_.Note(query_, (std::chrono::steady_clock::now() - begin_) / reader_.SlowedBy(running_));
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  Reader& reader_;
  const Query& query_;
  const int running_;  // when it began, itself included
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Rows Reader::Read(Connection& own, const Scope& scope, const Query& query, const Params& params) {
  if (!scope.reach.whole) return own.Read(scope, query, params);
  if (!IsQuick(query)) {
    const Watch watch(*this, query);
    return own.Read(scope, query, params);
  }
  Statement statement = StatementOf(scope, query, params);
  Note(query, group_.Run(statement));
  if (statement.error) throw *statement.error;
  return std::move(statement.rows);
}

// So many times longer each of those takes than one that has a processor to itself.
int Reader::SlowedBy(int running) const { return std::max(1, running / processors_); }

bool Reader::IsQuick(const Query& query) {
  const std::lock_guard lock(mutex_);
  return MeanOf(query) < quick_;
}

void Reader::Note(const Query& query, Duration took) {
  const std::lock_guard lock(mutex_);
  Duration& mean = MeanOf(query);
  mean += (took - mean) / kRuns;
}

// One that was not run yet has to show first that it is quick.
Duration& Reader::MeanOf(const Query& query) { return means_.try_emplace(query.name, quick_).first->second; }

}  // namespace waymark::db
