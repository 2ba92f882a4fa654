#include <span>

#include "services/common/rpc/filter.h"
#include "services/common/rpc/readings.h"
#include "services/courses/enrolment_change.h"
#include "services/courses/enrolment_creation.h"
#include "services/courses/enrolment_page.h"
#include "services/courses/records.h"
#include "services/courses/services.h"
#include "services/courses/sql.h"
#include "waymark/courses/v1/enrolments.grpc.pb.h"

namespace waymark::courses {
namespace {

using rpc::Call;

// Tells that they were read, and leaves out what is not for the caller.
template <typename Enrolments>
void Show(Call& call, Enrolments& enrolments) {
  const auto hidden = rpc::RecordReadingsOf(call, enrolments);
  auto is_hidden = hidden.begin();
  for (v1::Enrolment& enrolment : enrolments) {
    if (!*is_hidden++ || enrolment.attributes().empty()) continue;
    enrolment.clear_attributes();
    enrolment.set_redacted(true);
  }
}

void Get(Call& call, const v1::GetEnrolmentRequest& request, v1::Enrolment& reply) {
  GetRecord(call, sql::kGetEnrolments, request.name(), reply);
  std::span only(&reply, 1);
  Show(call, only);
}

void BatchGet(Call& call, const v1::BatchGetEnrolmentsRequest& request,
              v1::BatchGetEnrolmentsResponse& reply) {
  GetRecords(call, sql::kGetEnrolments, request.names(), reply.mutable_enrolments());
  Show(call, *reply.mutable_enrolments());
}

void List(Call& call, const v1::ListEnrolmentsRequest& request, v1::ListEnrolmentsResponse& reply) {
  const rpc::Page page(call, request);
  const auto rows =
      ReadEnrolmentPage(call, page, rpc::ParseFilter(request.filter(), {"cohort", "participant", "state"}));
  reply.set_next_page_token(FillPage(call, page, rows, reply.mutable_enrolments(), {"_enrolment_id"}));
  Show(call, *reply.mutable_enrolments());
}

void Figures(Call& call, const v1::GetEnrolmentFiguresRequest& request, v1::EnrolmentFigures& reply) {
  call.ReadOne(sql::kEnrolmentFigures, {}, request.name()).Fill(reply);
  reply.set_name(request.name());
  int64_t graduations = 0;
  for (const db::Row row : call.Read(sql::kEnrolmentStateFigures)) {
    row.Fill(*reply.add_enrolments());
    graduations += row.Int("_graduations");
  }
  reply.set_graduations(graduations);
}

}  // namespace

rpc::Service MakeEnrolmentsService() {
  return {v1::EnrolmentsService::service_full_name(),
          {{"CreateEnrolment", courses::CreateEnrolment},
           {"BatchCreateEnrolments", courses::BatchCreateEnrolments},
           {"GetEnrolment", Get},
           {"BatchGetEnrolments", BatchGet},
           {"ListEnrolments", List},
           {"ChangeEnrolmentState", courses::ChangeEnrolmentState},
           {"GetEnrolmentFigures", Figures}}};
}

}  // namespace waymark::courses
