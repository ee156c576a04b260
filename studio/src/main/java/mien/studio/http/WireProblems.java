package mien.studio.http;

import java.nio.ByteBuffer;
import mien.core.FaultCode;
import mien.core.ProcessFault;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Words what the HTTP server itself refuses, before a request has a route: as a problem like any
 * other. Its own pages would name its classes.
 */
final class WireProblems implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = status(request, response);
    FaultCode code = override(request) ? HttpFault.REQUEST_METHOD_OVERRIDE : code(status);
    byte[] body = Problems.problem(status, code, detail(code)).body();
    response.setStatus(status);
    Headers.ALWAYS.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.PROBLEM);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static boolean override(Request request) {
    return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException bad
        && MethodOverride.REASON.equals(bad.getReason());
  }

  private static int status(Request request, Response response) {
    boolean cutOff = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof EofException;
    int status = cutOff ? HttpStatus.SERVICE_UNAVAILABLE_503 : response.getStatus();
    return HttpStatus.isClientError(status) || HttpStatus.isServerError(status)
        ? status
        : HttpStatus.INTERNAL_SERVER_ERROR_500;
  }

  private static FaultCode code(int status) {
    return switch (status) {
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> HttpFault.REQUEST_CUT_OFF;
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
          HttpFault.REQUEST_TOO_LONG;
      case HttpStatus.INTERNAL_SERVER_ERROR_500 -> ProcessFault.INTERNAL;
      default -> HttpFault.REQUEST_MALFORMED;
    };
  }

  private static String detail(FaultCode code) {
    return switch (code) {
      case HttpFault.REQUEST_METHOD_OVERRIDE ->
          "A request has one method: X-HTTP-Method-Override, its kin and _method are refused.";
      case HttpFault.REQUEST_CUT_OFF ->
          "The connection ended before the request did; if the server is stopping, try again when it"
              + " is back.";
      case HttpFault.REQUEST_TOO_LONG ->
          "Address and headers of a request have at most 8 KB together, and this one had more.";
      case HttpFault.REQUEST_MALFORMED -> "This is not a valid HTTP request.";
      default -> Problems.INTERNAL;
    };
  }
}
