package mien.engine.wrong;

/** Serves and writes JSON where only the studio may. */
public final class AnswersHttp {
  io.javalin.Javalin server;
  tools.jackson.core.JsonGenerator out;
}
