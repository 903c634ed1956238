package org.emcc.core.device;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.internal.Require;

/**
 * A job of <em>Bulk Administration &gt; EMCC</em>. It is pure: {@link #run} makes new records of old ones, or says why not.
 *
 * <p>Source: emcc-behaviour 5.5 to 5.7. Inferred: numbers at which a naming error arose count as used; a delete takes the devices
 * with the highest numbers; an insert that would exceed the capacity, or a delete of more than there are, is refused as a whole.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface BaseDeviceJob {
    /** Whether devices are reset when their template changes. */
    enum Reset {
        /** <em>Don't Reset</em>. */
        DONT_RESET,
        /** <em>Reset</em>. */
        RESET
    }

    /**
     * <em>Update EMCC Devices</em>: chooses the default template.
     *
     * @param template the name of a template, 1 to 50 characters
     * @param reset whether the devices are reset
     */
    record Update(String template, Reset reset) implements BaseDeviceJob {
        /**
         * Checks the parts.
         *
         * @param template the name of a template, 1 to 50 characters
         * @param reset whether the devices are reset
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public Update {
            Require.text(template, "EMCC template name", 50);
            Objects.requireNonNull(reset, "reset");
        }
    }

    /**
     * <em>Insert EMCC Devices</em>: adds devices with the numbers after the last one used.
     *
     * @param count <em>Number of EMCC Devices to be added</em>, 1 to 30000
     */
    record Insert(int count) implements BaseDeviceJob {
        /**
         * Checks the number.
         *
         * @param count 1 to 30000
         * @throws IllegalArgumentException when it is out of range
         */
        public Insert {
            Require.range(count, "number of EMCC devices to be added", 1, BaseDeviceCapacity.MAX_PHONES / 2);
        }
    }

    /**
     * <em>Delete EMCC Devices</em>: removes devices by number of pieces.
     *
     * @param count how many, 1 or more
     */
    record Delete(int count) implements BaseDeviceJob {
        /**
         * Checks the number.
         *
         * @param count 1 or more
         * @throws IllegalArgumentException when it is less than 1
         */
        public Delete {
            Require.range(count, "number of EMCC devices to be deleted", 1, Integer.MAX_VALUE);
        }
    }

    /**
     * The deletion of a template, and with it of the waiting jobs that use it. The default template cannot be deleted.
     *
     * @param template the name of a template, 1 to 50 characters
     */
    record DeleteTemplate(String template) implements BaseDeviceJob {
        /**
         * Checks the name.
         *
         * @param template the name of a template, 1 to 50 characters
         * @throws IllegalArgumentException when it breaks its rule
         */
        public DeleteTemplate {
            Require.text(template, "EMCC template name", 50);
        }
    }

    /** Why a job changed nothing. */
    enum Reason {
        /** An insert, while no default template is chosen. */
        NO_DEFAULT_TEMPLATE,
        /** There is no template of that name. */
        UNKNOWN_TEMPLATE,
        /** The default template was to be deleted. */
        TEMPLATE_IS_DEFAULT,
        /** Phones and twice the base devices would be more than 60,000. */
        OVER_CAPACITY,
        /** No numbers are left after the last one used. */
        NUMBERS_USED_UP,
        /** More devices were to be deleted than there are. */
        TOO_FEW_DEVICES
    }

    /** What came of a job. */
    sealed interface Outcome {
        /**
         * The job ran.
         *
         * @param records what there is now
         * @param made the devices that were made
         * @param removed the devices that were removed
         * @param namingErrors the devices that were not made, because something else has their name
         */
        record Done(
                BaseDeviceRecords records,
                List<BaseDeviceName> made,
                List<BaseDeviceName> removed,
                List<BaseDeviceName> namingErrors)
                implements Outcome {
            /**
             * Copies the lists.
             *
             * @param records what there is now
             * @param made the devices that were made
             * @param removed the devices that were removed
             * @param namingErrors the devices that were not made
             */
            public Done {
                Objects.requireNonNull(records, "records");
                made = Require.list(made, "made");
                removed = Require.list(removed, "removed");
                namingErrors = Require.list(namingErrors, "namingErrors");
            }
        }

        /**
         * The job changed nothing.
         *
         * @param reason why
         * @param message the same in words, with the limit
         */
        record Refused(Reason reason, String message) implements Outcome {
            /**
             * Checks that both are given.
             *
             * @param reason why
             * @param message the same in words
             */
            public Refused {
                Objects.requireNonNull(reason, "reason");
                Objects.requireNonNull(message, "message");
            }
        }
    }

    /**
     * Runs the job.
     *
     * @param records what there is
     * @return what there is then, or why nothing changed
     */
    default Outcome run(BaseDeviceRecords records) {
        Objects.requireNonNull(records, "records");
        if (this instanceof Update update) {
            return BulkJobs.update(update, records);
        }
        if (this instanceof Insert insert) {
            return BulkJobs.insert(insert.count(), records);
        }
        if (this instanceof Delete delete) {
            return BulkJobs.delete(delete.count(), records);
        }
        return BulkJobs.deleteTemplate(((DeleteTemplate) this).template(), records);
    }
}
