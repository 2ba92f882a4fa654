#include "services/common/rpc/filter.h"
#include "services/common/rpc/page.h"
#include "services/progression/create_records.h"
#include "services/progression/services.h"
#include "services/progression/sql.h"
#include "waymark/progression/v1/posts.grpc.pb.h"

namespace waymark::progression {
namespace {

namespace v1 = waymark::progression::v1;
using rpc::Call;

void FillPost(const Call& call, const db::Row& row, v1::Post& post) {
  row.Fill(post);
  post.set_etag(call.tokens().Etag(post.name(), row.Int("_version")));
}

// Turns the references of posts into names in UUID form.
void ResolveReferences(Call& call, std::vector<v1::Post>& posts, rpc::BatchFailures& failures) {
  std::vector<std::string_view> unit_names, rung_names;
  for (size_t i = 0; i < posts.size(); ++i) {
    unit_names.push_back(failures.Has(i) ? std::string_view() : posts[i].unit());
    rung_names.push_back(failures.Has(i) ? std::string_view() : posts[i].rung());
  }
  const auto units = rpc::AskDirectory(call, "units", unit_names);
  const rpc::References rungs(call, sql::kResolveRungs, rung_names);
  for (size_t i = 0; i < posts.size(); ++i) {
    if (failures.Has(i)) continue;
    if (!posts[i].unit().empty()) {
      if (units[i].id.empty()) {
        failures.Add(i, ReferenceNotFound("post.unit", "unit"));
      } else if (!units[i].open) {
        failures.Add(i, NotAllowed("UNIT_CLOSED", "post.unit", "the unit is closed; choose an open one"));
      }
      posts[i].set_unit(rpc::Name(call.organization(), "units", units[i].id));
    }
    if (posts[i].rung().empty()) continue;
    if (rungs[i] == nullptr) {
      failures.Add(i, ReferenceNotFound("post.rung", "rung"));
    } else {
      posts[i].set_rung(NameOf(call, "rungs", *rungs[i]));
    }
  }
}

struct PostKind {
  using Record = v1::Post;
  using Batch = v1::BatchCreatePostsRequest;
  using Reply = v1::BatchCreatePostsResponse;
  static constexpr char kCollection[] = "posts";
  static constexpr char kChanged[] = "post.changed";
  static constexpr char kId[] = "post_id";
  static constexpr char kExternalId[] = "post.external_id";
  static constexpr rpc::ConstraintMeaning kMeanings[] = {
      {"POST_ID_UNIQUE", [](const Call&) { return AlreadyExists(kId, "is taken by another post"); }},
      {"POST_EXTERNAL_ID_UNIQUE",
       [](const Call&) { return AlreadyExists(kExternalId, "is taken by another post"); }},
  };

  static const Record& RecordOf(const v1::CreatePostRequest& item) { return item.post(); }
  static const std::string& IdOf(const v1::CreatePostRequest& item) { return item.post_id(); }
  static auto& Records(Reply& reply) { return *reply.mutable_posts(); }
  static const db::Query& Taken() { return sql::kFindTakenPosts; }
  static const db::Query& Insert() { return sql::kCreatePosts; }
  static const db::Query& Get() { return sql::kGetPosts; }
  static void Fill(const Call& call, const db::Row& row, Record& post) { FillPost(call, row, post); }
  static void Resolve(Call& call, std::vector<Record>& posts, rpc::BatchFailures& failures) {
    ResolveReferences(call, posts, failures);
  }
  static void Complete(const Call& call, std::string name, Record& post) {
    rpc::SetCreated(call, std::move(name), post);
  }

  static db::Params Arrays(const std::vector<const Record*>& posts) {
    std::vector<std::string> ids, titles;
    std::vector<std::optional<std::string>> external_ids, unit_ids, rung_ids;
    std::vector<bool> commands;
    for (const Record* post : posts) {
      ids.emplace_back(rpc::LastPart(post->name()));
      external_ids.push_back(db::OrNull(post->external_id()));
      titles.push_back(post->title());
      unit_ids.push_back(IdOrNull(post->unit()));
      rung_ids.push_back(IdOrNull(post->rung()));
      commands.push_back(post->command());
    }
    return db::Params()
        .Set("post_ids", ids)
        .Set("external_ids", external_ids)
        .Set("titles", titles)
        .Set("unit_ids", unit_ids)
        .Set("rung_ids", rung_ids)
        .Set("commands", commands);
  }
};

void Create(Call& call, const v1::CreatePostRequest& request, v1::Post& reply) {
  v1::BatchCreatePostsRequest batch;
  *batch.add_requests() = request;
  CreateRecords<PostKind>(call, batch).RunOne(reply);
}

void BatchCreate(Call& call, const v1::BatchCreatePostsRequest& request,
                 v1::BatchCreatePostsResponse& reply) {
  CreateBatchOf<PostKind>(call, request, reply);
}

db::Params OneName(std::string_view name) {
  return rpc::ReferenceParams(std::vector<std::string_view>{name});
}

void Get(Call& call, const v1::GetPostRequest& request, v1::Post& reply) {
  FillPost(call, call.ReadOne(sql::kGetPosts, OneName(request.name()), request.name()), reply);
}

void BatchGet(Call& call, const v1::BatchGetPostsRequest& request, v1::BatchGetPostsResponse& reply) {
  const std::vector<std::string_view> names(request.names().begin(), request.names().end());
  FillAll(call.Read(sql::kGetPosts, rpc::ReferenceParams(names)), request.names(),
          [&](const db::Row& row) { FillPost(call, row, *reply.add_posts()); });
}

void List(Call& call, const v1::ListPostsRequest& request, v1::ListPostsResponse& reply) {
  const rpc::Page page(call, request);
  const auto filter = rpc::ParseFilter(request.filter(), {"external_id", "unit", "rung", "command", "title"});
  const bool by_title = filter.contains("title");
  const auto title = rpc::RangeFilter(filter, "title");
  db::Params params;
  rpc::SetFilterDirectory(call, filter, "unit", "units", params);
  rpc::SetFilterReference(call, filter, "rung", "rungs", params);
  params.Set("limit", page.limit())
      .Set("after", page.key(by_title ? 1 : 0))
      .Set("after_title", page.key(0))
      .Set("title_from", title.from)
      .Set("title_to", title.to)
      .Set("external_id", rpc::TextFilter(filter, "external_id"))
      .Set("command", rpc::BoolFilter(filter, "command"));
  const auto rows = call.Read(by_title ? sql::kListPostsByTitle : sql::kListPosts, std::move(params));
  const std::vector<const char*> keys =
      by_title ? std::vector{"_title_key", "_post_id"} : std::vector{"_post_id"};
  reply.set_next_page_token(
      page.Fill(rows, reply.mutable_posts(), keys,
                [&](const db::Row& row, v1::Post& post) { FillPost(call, row, post); }));
}

void Update(Call& call, const v1::UpdatePostRequest& request, v1::Post& reply) {
  const auto& wanted = request.post();
  const auto paths = rpc::MaskPaths(request.update_mask(), wanted);
  rpc::BatchFailures failures(1);
  std::vector<v1::Post> resolved(1);
  resolved.front().set_external_id(wanted.external_id());
  rpc::ApplyPaths(paths, wanted, resolved.front());
  ResolveReferences(call, resolved, failures);
  failures.ThrowOfOne();

  auto tx = call.Begin();
  call.One(tx, sql::kLockPost, rpc::ReferenceParams(wanted.name()), wanted.name());
  const auto row = call.One(tx, sql::kGetPosts, OneName(wanted.name()), wanted.name());
  const int version = static_cast<int>(row.Int("_version"));
  FillPost(call, row, reply);
  rpc::CheckEtag(call, reply.name(), wanted.etag(), version);
  const v1::Post before = reply;
  rpc::ApplyPaths(paths, resolved.front(), reply);
  if (rpc::EndsUnchanged(call, tx, before, reply, reply)) return;
  rpc::SetUpdated(call, version + 1, reply);
  call.Run(tx, sql::kUpdatePost,
           db::Params()
               .Set("post_id", rpc::LastPart(reply.name()))
               .Set("title", reply.title())
               .Set("unit_id", IdOrNull(reply.unit()))
               .Set("rung_id", IdOrNull(reply.rung()))
               .Set("command", reply.command())
               .Set("update_time", call.now()));
  auto changes = call.NewChanges();
  AddRecordChanged(changes, "post.changed", &before, reply, version + 1);
  call.Record(tx, changes, reply);
  tx.Commit();
}

}  // namespace

rpc::Service MakePostsService() {
  return {v1::PostsService::service_full_name(),
          {{"CreatePost", Create},
           {"BatchCreatePosts", BatchCreate},
           {"GetPost", Get},
           {"BatchGetPosts", BatchGet},
           {"ListPosts", List},
           {"UpdatePost", Update}}};
}

}  // namespace waymark::progression
