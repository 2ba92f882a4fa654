#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "services/access/audit_trail.h"
#include "services/access/fixture.h"
#include "services/common/audit/chain.h"
#include "services/common/events/event_test_support.h"
#include "waymark/access/v1/audit.grpc.pb.h"
#include "waymark/access/v1/verification.grpc.pb.h"

namespace waymark::access {

// The whole service, whose audit log a test fills as the streams would.
class AuditFixture : public AccessFixture {
 protected:
  using Event = waymark::events::v1::Event;

  // A record of a change, as the audit stream of a service carries it.
  Event RecordOf(const std::string& service, int64_t sequence, const std::string& aggregate,
                 const std::string& subject = "", const std::string& organization = "asp") {
    Event event;
    event.set_id(NewUuid());
    event.set_sequence(sequence);
    event.set_organization_id(organization);
    event.set_aggregate(aggregate);
    auto& record = *event.mutable_audit_record();
    record.set_service(service);
    record.set_sequence(sequence);
    record.set_event_id(event.id());
    record.set_type("tests.changed");
    record.set_organization_id(organization);
    record.set_aggregate(aggregate);
    record.set_subject(subject.empty() ? aggregate : subject);
    record.set_actor("accounts/" + std::to_string(sequence % 2));
    record.set_method("tests.Write");
    record.mutable_recorded_time()->set_seconds(1'700'000'000 + sequence);
    return event;
  }

  void Append(const std::vector<Event>& events) {
    const auto trail = MakeAuditTrail(/*tells_openings=*/false);
    db::Transaction tx(app_, db::Scope{events.front().organization_id()});
    trail->Apply(tx, events.front().organization_id(), events);
    tx.Commit();
  }
  // `count` records of courses, each of its own.
  void AppendSome(int count) {
    std::vector<Event> events;
    for (int i = 1; i <= count; ++i) events.push_back(RecordOf("courses", i, "courses/" + std::to_string(i)));
    Append(events);
  }

  std::vector<v1::AuditEntry> List(v1::ListAuditEntriesRequest request) {
    if (request.parent().empty()) request.set_parent("organizations/asp");
    std::vector<v1::AuditEntry> entries;
    do {
      v1::ListAuditEntriesResponse page;
      EXPECT_THAT(Call(audit_, &v1::AuditService::Stub::ListAuditEntries, request, &page), testing::IsOk());
      entries.insert(entries.end(), page.audit_entries().begin(), page.audit_entries().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return entries;
  }
  std::vector<v1::AuditEntry> Chain(const std::string& parent = "organizations/asp") {
    v1::ListAuditEntriesRequest request;
    request.set_parent(parent);
    request.set_order_by("entry_no");
    request.set_page_size(3);
    return List(request);
  }

  // The entry at which a client finds the chain broken; 0 = it holds.
  int64_t BrokenAt(const std::vector<v1::AuditEntry>& entries, const std::string& organization = "asp",
                   std::vector<audit::Checkpoint> checkpoints = {}) {
    audit::ChainVerifier verifier(organization, std::move(checkpoints));
    for (const auto& entry : entries)
      verifier.Take({entry.entry_no(), entry.previous_hash(), entry.hash(), entry.record()});
    verifier.Finish();
    return verifier.broken() ? verifier.broken()->entry_no : 0;
  }

  // How many records violate I10, as the service itself finds.
  int64_t Violations() {
    v1::VerifyRequest request;
    request.set_parent("organizations/asp");
    waymark::events::v1::VerificationReport report;
    EXPECT_THAT(Call(verification_, &v1::VerificationService::Stub::Verify, request, &report),
                testing::IsOk());
    int64_t violations = 0;
    for (const auto& check : report.checks()) {
      if (check.invariant() == "I10") violations += check.violations();
    }
    return violations;
  }

  std::unique_ptr<v1::AuditService::Stub> audit_ = service_.Stub<v1::AuditService>();
  std::unique_ptr<v1::VerificationService::Stub> verification_ = service_.Stub<v1::VerificationService>();
  db::Connection app_{service_.database().app()};
  db::Connection owner_{service_.database().admin()};
};

}  // namespace waymark::access
