#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "services/common/db/transaction.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "services/evaluation/definition.h"
#include "services/evaluation/event_makers.h"
#include "services/evaluation/facts_handler.h"
#include "waymark/evaluation/v1/funnel.grpc.pb.h"
#include "waymark/evaluation/v1/outcomes.grpc.pb.h"

namespace waymark::evaluation {

// Everything that is kept of events, as text.
inline std::string KeptIn(const testing::TestDatabase& database) {
  db::Connection admin(database.admin());
  std::string all;
  for (const std::string& table : Definition().read_model) {
    const std::string rows =
        admin
            .Execute("SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM " +
                     table + " t")[0]
            .Text("rows");
    EXPECT_NE(rows, "") << table << " is empty: the test proves nothing of it";
    all += rows + "\n";
  }
  return all;
}

// The whole service with its own PostgreSQL and Redis; events are applied by hand.
class EvaluationFixture : public ::testing::Test {
 protected:
  explicit EvaluationFixture(const HubOptions& hub_options = {}, events::Publishers published = {})
      : service_(Definition(hub_options), redis_.address(), std::move(published)) {}

  static constexpr char kParent[] = "organizations/asp";

  // One call of a stub.
  template <typename Stub, typename Request, typename Reply>
  static grpc::Status Call(const std::unique_ptr<Stub>& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                           const Request& request, Reply* reply) {
    grpc::ClientContext context;
    reply->Clear();
    return (stub.get()->*method)(&context, request, reply);
  }

  // Applies events in one transaction, as the consumer does.
  void Apply(const Events& events, const std::string& organization = "asp") {
    db::Transaction tx(connection_, db::Scope{organization});
    handler_->Apply(tx, organization, events);
    tx.Commit();
  }

  grpc::Status Compute(v1::ComputeFunnelRequest request, v1::Funnel* funnel,
                       const std::string& organization = "asp") {
    request.set_parent("organizations/" + organization);
    return Call(funnels_, &v1::FunnelService::Stub::ComputeFunnel, request, funnel);
  }
  v1::Funnel MustCompute(const v1::ComputeFunnelRequest& request, const std::string& organization = "asp") {
    v1::Funnel funnel;
    EXPECT_THAT(Compute(request, &funnel, organization), testing::IsOk());
    return funnel;
  }
  v1::Funnel By(const std::string& dimension, int unit_level = 0) {
    v1::ComputeFunnelRequest request;
    request.set_by(dimension);
    request.set_unit_level(unit_level);
    return MustCompute(request);
  }

  v1::EvaluationStatus Status() {
    v1::GetEvaluationStatusRequest request;
    request.set_name("organizations/asp/evaluationStatus");
    v1::EvaluationStatus status;
    EXPECT_THAT(Call(statuses_, &v1::StatusService::Stub::GetEvaluationStatus, request, &status),
                testing::IsOk());
    return status;
  }
  v1::EvaluationFigures Figures(const std::string& organization = "asp") {
    v1::GetEvaluationFiguresRequest request;
    request.set_name("organizations/" + organization + "/evaluationFigures");
    v1::EvaluationFigures figures;
    EXPECT_THAT(Call(statuses_, &v1::StatusService::Stub::GetEvaluationFigures, request, &figures),
                testing::IsOk());
    return figures;
  }

  testing::TestRedis redis_;
  testing::TestService service_;
  std::unique_ptr<v1::FunnelService::Stub> funnels_ = service_.Stub<v1::FunnelService>();
  std::unique_ptr<v1::StatusService::Stub> statuses_ = service_.Stub<v1::StatusService>();
  std::unique_ptr<v1::OutcomesService::Stub> outcomes_ = service_.Stub<v1::OutcomesService>();
  db::Connection connection_{service_.database().app()};
  const std::unique_ptr<events::EventHandler> handler_ = MakeFactsHandler();
};

// The rows of a funnel as `key enrolled/completed/graduated/promoted/command/acting`, with `c` for what is
// withheld.
inline std::vector<std::string> RowsOf(const v1::Funnel& funnel) {
  const auto count = [](bool is_told, int persons) { return is_told ? std::to_string(persons) : "c"; };
  std::vector<std::string> rows;
  for (const auto& row : funnel.rows()) {
    rows.push_back(
        row.key().substr(row.key().rfind('/') + 1) + " " + count(row.has_enrolled(), row.enrolled()) + "/" +
        count(row.has_completed(), row.completed()) + "/" + count(row.has_graduated(), row.graduated()) +
        "/" + count(row.has_promoted(), row.promoted()) + "/" +
        count(row.has_in_command(), row.in_command()) + "/" +
        count(row.has_in_acting_command(), row.in_acting_command()));
  }
  return rows;
}

}  // namespace waymark::evaluation
