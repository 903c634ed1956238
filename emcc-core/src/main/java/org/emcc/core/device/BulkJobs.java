package org.emcc.core.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.emcc.core.device.BaseDeviceJob.Outcome;
import org.emcc.core.device.BaseDeviceJob.Outcome.Done;
import org.emcc.core.device.BaseDeviceJob.Outcome.Refused;
import org.emcc.core.device.BaseDeviceJob.Reason;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.internal.Require;

/** What each job does. */
final class BulkJobs {
    private BulkJobs() {}

    static Outcome update(BaseDeviceJob.Update job, BaseDeviceRecords records) {
        if (records.template(job.template()).isEmpty()) {
            return unknown(job.template());
        }
        return done(records.toBuilder().defaultTemplate(job.template()).build());
    }

    static Outcome insert(int count, BaseDeviceRecords records) {
        if (records.defaultTemplate().isEmpty()) {
            return new Refused(
                    Reason.NO_DEFAULT_TEMPLATE, "a default EMCC template must be chosen before devices are inserted");
        }
        int last = records.lastNumber();
        if (count > Integer.MAX_VALUE - last) {
            return new Refused(
                    Reason.NUMBERS_USED_UP,
                    "number of an EMCC base device must be at most " + Integer.MAX_VALUE + ", but would be "
                            + ((long) last + count));
        }
        if (!BaseDeviceCapacity.fits(records.phones(), records.devices().size() + count)) {
            return new Refused(
                    Reason.OVER_CAPACITY,
                    "phones and twice the EMCC devices must be at most " + BaseDeviceCapacity.MAX_PHONES
                            + ", but would be "
                            + (records.phones() + 2L * (records.devices().size() + count)));
        }
        Set<String> taken = records.takenNames();
        List<BaseDevice> devices = new ArrayList<>(records.devices());
        List<BaseDeviceName> made = new ArrayList<>();
        List<BaseDeviceName> errors = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            BaseDeviceName name = BaseDeviceName.of(last + i);
            if (taken.contains(name.toString().toLowerCase(Locale.ROOT))) {
                errors.add(name);
            } else {
                made.add(name);
                devices.add(new BaseDevice(name, PhoneSecurity.NONSECURE));
            }
        }
        return new Done(
                records.toBuilder().devices(devices).lastNumber(last + count).build(), made, List.of(), errors);
    }

    static Outcome delete(int count, BaseDeviceRecords records) {
        int present = records.devices().size();
        if (count > present) {
            return new Refused(
                    Reason.TOO_FEW_DEVICES,
                    "number of EMCC devices to be deleted must be at most " + present + ", but is " + count);
        }
        List<BaseDevice> kept = records.devices().subList(0, present - count);
        List<BaseDeviceName> removed = records.devices().subList(present - count, present).stream()
                .map(BaseDevice::name)
                .toList();
        return new Done(records.toBuilder().devices(kept).build(), List.of(), removed, List.of());
    }

    static Outcome deleteTemplate(String template, BaseDeviceRecords records) {
        if (records.template(template).isEmpty()) {
            return unknown(template);
        }
        if (records.defaultTemplate()
                .filter(chosen -> chosen.name().equals(template))
                .isPresent()) {
            return new Refused(
                    Reason.TEMPLATE_IS_DEFAULT,
                    "the default EMCC template \"" + Require.clip(template) + "\" must not be deleted");
        }
        return done(records.toBuilder()
                .templates(records.templates().stream()
                        .filter(kept -> !kept.name().equals(template))
                        .toList())
                .waiting(records.waiting().stream()
                        .filter(job -> !uses(job, template))
                        .toList())
                .build());
    }

    private static boolean uses(BaseDeviceJob job, String template) {
        return (job instanceof BaseDeviceJob.Update update && update.template().equals(template))
                || (job instanceof BaseDeviceJob.DeleteTemplate delete
                        && delete.template().equals(template));
    }

    private static Refused unknown(String template) {
        return new Refused(
                Reason.UNKNOWN_TEMPLATE,
                "there must be an EMCC template of that name, but there is no \"" + Require.clip(template) + "\"");
    }

    private static Done done(BaseDeviceRecords records) {
        return new Done(records, List.of(), List.of(), List.of());
    }
}
