package mien.studio.http;

import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Refuses requests that ask for another method than the one that they have. The web framework obeys
 * one of these headers: a GET, which a link can cause and which proxies let through, would erase a
 * person. The refusal comes before any route is looked for.
 */
final class MethodOverride implements HttpConfiguration.Customizer {

  /** The reason of the refusal, by which the answer's words are chosen. */
  static final String REASON = "method override";

  private static final List<String> HEADERS =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Method");

  /** Frameworks take it from the address or from a form; a form's unknown field is refused too. */
  private static final String PARAMETER = "_method";

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    String query = request.getHttpURI().getQuery();
    if (HEADERS.stream().anyMatch(request.getHeaders()::contains)
        || query != null && asks(request)) {
      throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, REASON);
    }
    return request;
  }

  private static boolean asks(Request request) {
    return Request.extractQueryParameters(request).getNames().stream()
        .anyMatch(PARAMETER::equalsIgnoreCase);
  }
}
