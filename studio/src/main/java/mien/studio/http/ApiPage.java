package mien.studio.http;

import java.util.List;
import mien.json.Schema;

/**
 * A page to try the API on, made from the routes: plain forms, so that it needs no script. A
 * browser cannot put a key into a form's header; where a key is set, the page says so.
 */
final class ApiPage {

  private ApiPage() {}

  static Answer of(List<Route> routes, boolean key) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width\"><title>mien API</title>");
    out.append("<h1>mien API</h1><p>The document: <a href=\"/openapi.json\">openapi.json</a>.");
    if (key) {
      out.append(" This server wants a key, which these forms cannot send: use curl.");
    }
    for (Route route : routes) {
      out.append("<hr><h2><code>").append(route.method()).append(' ').append(route.path());
      out.append("</code></h2><p>").append(text(route.summary()));
      // A browser's form has no DELETE, and a path with a gap must be filled in by hand.
      boolean whole = !route.path().contains("{");
      if (whole && route.method() == Route.Method.GET) {
        out.append(" <a href=\"").append(route.path()).append("\">Try it</a>");
      }
      if (whole) {
        route.form().ifPresent(form -> form(out, route, form));
      }
      out.append("<ul>");
      route
          .answers()
          .forEach(
              (status, content) ->
                  out.append("<li>").append(status).append(": ").append(text(content.note())));
      out.append("</ul>");
    }
    return Answer.text(200, "text/html; charset=utf-8", out.toString());
  }

  private static void form(StringBuilder out, Route route, Schema.Fields form) {
    out.append("<form method=\"post\" enctype=\"multipart/form-data\" action=\"");
    out.append(route.path()).append("\">");
    form.members()
        .forEach(
            (name, schema) -> {
              out.append("<p><label>").append(name).append(' ');
              switch (schema) {
                case Schema.File _ ->
                    out.append("<input type=\"file\" required name=\"").append(name).append("\">");
                case Schema.Text(List<String> choices, String note) when !choices.isEmpty() -> {
                  out.append("<select name=\"").append(name).append("\">");
                  choices.forEach(choice -> out.append("<option>").append(choice));
                  out.append("</select> ").append(text(note));
                }
                case Schema.Text(List<String> _, String note) ->
                    out.append("<input name=\"").append(name).append("\"> ").append(text(note));
                case Schema.Decimal _,
                    Schema.Whole _,
                    Schema.Flag _,
                    Schema.OrNull _,
                    Schema.OneOf _,
                    Schema.Titled _,
                    Schema.Array _,
                    Schema.Fields _ ->
                    throw new IllegalStateException("a form has files and texts, but " + name);
              }
              out.append("</label>");
            });
    out.append("<p><button>Send</button></form>");
  }

  private static String text(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
