# All protos become one OBJECT library: a static one would lose the descriptors
# that no symbol names, and the gateway lives on descriptors.
function(waymark_protos target)
  file(GLOB_RECURSE protos CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.proto)
  set(out ${CMAKE_BINARY_DIR}/protos)
  file(MAKE_DIRECTORY ${out})
  set(sources)
  foreach(proto IN LISTS protos)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(generated ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(grpc_args)
    file(STRINGS ${proto} services REGEX "^service ")
    if(services)
      list(APPEND generated ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      set(grpc_args --grpc_out=${out} --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
    endif()
    add_custom_command(
      OUTPUT ${generated}
      COMMAND protobuf::protoc --cpp_out=${out} ${grpc_args} -I ${CMAKE_CURRENT_SOURCE_DIR} ${proto}
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
      DEPENDS ${proto}
      COMMENT "protoc ${proto}"
      VERBATIM)
    list(APPEND sources ${generated})
  endforeach()
  add_library(${target}_objects OBJECT ${sources})
  # Nearly all the time that a service's code takes is for the same headers: several at once.
  # That of messages has names that each file gives anew.
  set_target_properties(${target}_objects PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  set(messages ${sources})
  list(FILTER messages INCLUDE REGEX "\\.pb\\.cc$")
  list(FILTER messages EXCLUDE REGEX "\\.grpc\\.pb\\.cc$")
  set_source_files_properties(${messages} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_include_directories(${target}_objects SYSTEM PUBLIC ${out})
  target_link_libraries(${target}_objects PUBLIC protobuf::libprotobuf gRPC::grpc++)
  # What protoc writes is not what the sanitizers are to try, and takes twice as long with them.
  if(WAYMARK_SANITIZE)
    target_compile_options(${target}_objects PRIVATE -fno-sanitize=all)
  endif()
  # Consumers link the objects themselves and wait for the generated headers.
  add_library(${target} INTERFACE)
  target_sources(${target} INTERFACE $<TARGET_OBJECTS:${target}_objects>)
  target_link_libraries(${target} INTERFACE protobuf::libprotobuf gRPC::grpc++)
  target_include_directories(${target} SYSTEM INTERFACE ${out})
  add_dependencies(${target} ${target}_objects)
  # All of them as one FileDescriptorSet with their comments, which generated
  # code does not keep: <target>.descriptors.
  set(descriptors ${out}/${target}.descriptors)
  list(TRANSFORM protos PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE proto_files)
  add_custom_command(
    OUTPUT ${descriptors}
    COMMAND protobuf::protoc --descriptor_set_out=${descriptors} --include_source_info --include_imports
            -I ${CMAKE_CURRENT_SOURCE_DIR} ${protos}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    DEPENDS ${proto_files}
    COMMENT "protoc ${target}.descriptors"
    VERBATIM)
  add_custom_target(${target}_descriptors DEPENDS ${descriptors})
  # For libraries: the headers only, so that each program links the objects once.
  add_library(${target}_headers INTERFACE)
  target_include_directories(${target}_headers SYSTEM INTERFACE ${out})
  target_link_libraries(${target}_headers INTERFACE protobuf::libprotobuf gRPC::grpc++)
  add_dependencies(${target}_headers ${target}_objects)
endfunction()
