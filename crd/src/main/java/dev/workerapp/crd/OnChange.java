package dev.workerapp.crd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says, beside a spec field, what a change of it does. Every field has one, but those whose type is a record of this
 * package: their own fields say it. The revision, the field reference and the tests read it.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnChange {
    /** What a change of the field does. */
    Effect value();
}
