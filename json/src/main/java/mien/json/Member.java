package mien.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the type of a record component does not say about the JSON member made of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Member {

  /** One phrase for the document of the API. */
  String value() default "";

  /** The name of the member; unless given, the component's in snake_case. */
  String name() default "";

  /** Decimal places of numbers, rounded half up; unless given, every digit that matters. */
  int decimals() default -1;

  /** Least and greatest value of a number. */
  double[] within() default {};

  /** Least and greatest number of elements of a list. */
  int[] size() default {0, 1000};

  /** The words that a text may be, where an enum does not say so. */
  String[] words() default {};

  /** Whether an empty {@code Optional} leaves the member out; unless set, it is {@code null}. */
  boolean leftOut() default false;

  /** Whether the members of this record stand in the object around it. */
  boolean flat() default false;
}
