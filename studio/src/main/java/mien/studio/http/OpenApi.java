package mien.studio.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mien.json.Json;
import mien.json.Schema;

/** The document of the API (OpenAPI 3.1), made from the very routes that the server answers. */
final class OpenApi {

  private OpenApi() {}

  static String document(List<Route> routes, String version) {
    Map<String, List<Route>> byPath = new TreeMap<>();
    Map<String, Schema> named = new TreeMap<>();
    for (Route route : routes) {
      route.body().ifPresent(schema -> schema.name(named));
      route
          .answers()
          .values()
          .forEach(answer -> answer.schema().ifPresent(schema -> schema.name(named)));
      byPath.merge(
          route.path(),
          List.of(route),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    return Json.object(
        out -> {
          out.text("openapi", "3.1.0");
          out.object(
              "info",
              o ->
                  o.text("title", "mien")
                      .text("version", version)
                      .text(
                          "summary",
                          "Compare two photos and keep nothing; keep photos only with consent."));
          out.object(
              "components",
              o ->
                  o.object(
                          "securitySchemes",
                          s ->
                              s.object(
                                  "key",
                                  k ->
                                      k.text("type", "apiKey")
                                          .text("in", "header")
                                          .text("name", ApiKey.HEADER)))
                      .object(
                          "schemas",
                          all -> named.forEach((name, schema) -> all.object(name, schema::write))));
          out.object(
              "paths",
              paths ->
                  byPath.forEach(
                      (path, at) ->
                          paths.object(
                              path, methods -> at.forEach(route -> operation(methods, route)))));
        });
  }

  private static void operation(Json methods, Route route) {
    methods.object(
        route.method().name().toLowerCase(Locale.ROOT),
        o -> {
          o.text("summary", route.summary());
          if (!route.parameters().isEmpty()) {
            o.array(
                "parameters", a -> route.parameters().forEach(p -> a.inArray(q -> write(q, p))));
          }
          if (route.access() != Route.Access.OPEN) {
            o.array("security", a -> a.inArray(k -> k.array("key", none -> {})));
          }
          route.form().ifPresent(form -> body(o, "multipart/form-data", form));
          route.body().ifPresent(json -> body(o, Answer.JSON, json));
          o.object(
              "responses",
              all -> route.answers().forEach((status, content) -> answer(all, status, content)));
        });
  }

  private static void body(Json operation, String type, Schema schema) {
    operation.object(
        "requestBody",
        body ->
            body.flag("required", true)
                .object(
                    "content",
                    types -> types.object(type, one -> one.object("schema", schema::write))));
  }

  private static void write(Json out, Route.Parameter parameter) {
    out.text("name", parameter.name())
        .text("in", parameter.inPath() ? "path" : "query")
        .flag("required", parameter.inPath())
        .text("description", parameter.note())
        .object("schema", schema -> schema.text("type", "string"));
  }

  private static void answer(Json all, int status, Route.Content content) {
    all.object(
        Integer.toString(status),
        o ->
            o.text("description", content.note())
                .object(
                    "content",
                    types ->
                        types.object(
                            content.type(),
                            type ->
                                content
                                    .schema()
                                    .ifPresent(schema -> type.object("schema", schema::write)))));
  }
}
