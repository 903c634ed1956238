package org.emcc.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.emcc.core.device.BaseDeviceJob.Delete;
import org.emcc.core.device.BaseDeviceJob.DeleteTemplate;
import org.emcc.core.device.BaseDeviceJob.Insert;
import org.emcc.core.device.BaseDeviceJob.Outcome.Done;
import org.emcc.core.device.BaseDeviceJob.Outcome.Refused;
import org.emcc.core.device.BaseDeviceJob.Reason;
import org.emcc.core.device.BaseDeviceJob.Reset;
import org.emcc.core.device.BaseDeviceJob.Update;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.PhoneSecurity;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bulk jobs of emcc-behaviour 5.5 and 5.6 and the capacity of 5.7. */
class BaseDeviceJobTest {
    private static EmccTemplate template(String name) {
        return EmccTemplate.builder(name, DevicePoolName.of("dp"), "sip", "common")
                .build();
    }

    private static BaseDeviceRecords.Builder ready() {
        return BaseDeviceRecords.builder()
                .templates(List.of(template("one"), template("two")))
                .defaultTemplate("one");
    }

    private static Done done(BaseDeviceJob job, BaseDeviceRecords records) {
        assertThat(job.run(records)).isInstanceOf(Done.class);
        return (Done) job.run(records);
    }

    private static void refused(BaseDeviceJob job, BaseDeviceRecords records, Reason reason, String message) {
        assertThat(job.run(records)).isEqualTo(new Refused(reason, message));
    }

    private static List<BaseDeviceName> names(int... numbers) {
        return Arrays.stream(numbers).mapToObj(BaseDeviceName::of).toList();
    }

    private static List<BaseDeviceName> namesOf(BaseDeviceRecords records) {
        return records.devices().stream().map(BaseDevice::name).toList();
    }

    private static List<BaseDevice> devices(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new BaseDevice(BaseDeviceName.of(number), PhoneSecurity.NONSECURE))
                .toList();
    }

    @Nested
    class WhenDevicesAreInserted {
        @Test
        void theyAreNonsecureAndNumberedFromOneOn() {
            Done first = done(new Insert(3), ready().build());

            assertThat(first.made()).isEqualTo(names(1, 2, 3));
            assertThat(first.namingErrors()).isEmpty();
            assertThat(first.removed()).isEmpty();
            assertThat(first.records().devices()).isEqualTo(devices(1, 2, 3));
            assertThat(first.records().lastNumber()).isEqualTo(3);
        }

        @Test
        void numberingGoesOnAfterTheLastNumberUsedAndFillsNoGap() {
            assertThat(done(new Insert(2), ready().devices(devices(7, 2)).build())
                            .made())
                    .isEqualTo(names(8, 9));
            assertThat(done(
                                    new Insert(2),
                                    ready().devices(devices(2)).lastNumber(7).build())
                            .made())
                    .isEqualTo(names(8, 9));
        }

        @Test
        void numbersOfDeletedDevicesAreNotUsedAgain() {
            BaseDeviceRecords five = done(new Insert(5), ready().build()).records();
            BaseDeviceRecords three = done(new Delete(2), five).records();

            assertThat(done(new Insert(1), three).made()).isEqualTo(names(6));
            assertThat(done(new Insert(1), done(new Delete(3), three).records()).made())
                    .isEqualTo(names(6));
        }

        @Test
        void whatHasANameInTheRangeMakesANamingErrorAndThatDeviceIsNotMade() {
            BaseDeviceRecords records = ready().devices(devices(1))
                    .otherNames(Set.of("EMCC1", "EMCC3", "emcc5", "EMCC7", "EMCC04", "EMCC"))
                    .build();

            Done four = done(new Insert(5), records);

            assertThat(four.namingErrors()).isEqualTo(names(3, 5));
            assertThat(four.made()).isEqualTo(names(2, 4, 6));
            assertThat(namesOf(four.records())).isEqualTo(names(1, 2, 4, 6));
            assertThat(four.records().lastNumber()).isEqualTo(6);
        }

        @Test
        void aDefaultTemplateIsNeeded() {
            refused(
                    new Insert(1),
                    BaseDeviceRecords.builder()
                            .templates(List.of(template("one")))
                            .build(),
                    Reason.NO_DEFAULT_TEMPLATE,
                    "a default EMCC template must be chosen before devices are inserted");
        }

        @Test
        void phonesAndTwiceTheDevicesAreAtMostSixtyThousand() {
            BaseDeviceRecords full =
                    ready().phones(59_990).devices(devices(1, 2)).build();

            assertThat(done(new Insert(3), full).made()).hasSize(3);
            refused(
                    new Insert(4),
                    full,
                    Reason.OVER_CAPACITY,
                    "phones and twice the EMCC devices must be at most 60000, but would be 60002");
        }

        @Test
        void thirtyThousandFitWithoutPhones() {
            assertThat(done(new Insert(30_000), ready().build()).records().devices())
                    .hasSize(30_000);
        }

        @Test
        void numbersDoNotRunOver() {
            BaseDeviceRecords last = ready().lastNumber(Integer.MAX_VALUE - 1).build();

            assertThat(done(new Insert(1), last).made()).isEqualTo(names(Integer.MAX_VALUE));
            refused(
                    new Insert(2),
                    last,
                    Reason.NUMBERS_USED_UP,
                    "number of an EMCC base device must be at most 2147483647, but would be 2147483648");
        }
    }

    @Nested
    class WhenDevicesAreDeleted {
        @Test
        void soManyOfThemGoFromTheHighestNumberDown() {
            Done two = done(new Delete(2), ready().devices(devices(1, 9, 4)).build());

            assertThat(two.removed()).isEqualTo(names(4, 9));
            assertThat(namesOf(two.records())).isEqualTo(names(1));
            assertThat(two.records().lastNumber()).isEqualTo(9);
        }

        @Test
        void notMoreThanThereAre() {
            BaseDeviceRecords two = ready().devices(devices(1, 2)).build();

            assertThat(done(new Delete(2), two).records().devices()).isEmpty();
            refused(
                    new Delete(3),
                    two,
                    Reason.TOO_FEW_DEVICES,
                    "number of EMCC devices to be deleted must be at most 2, but is 3");
        }
    }

    @Nested
    class WhenTemplatesChange {
        @Test
        void anUpdateChoosesTheDefault() {
            BaseDeviceRecords none = BaseDeviceRecords.builder()
                    .templates(List.of(template("one")))
                    .build();

            assertThat(none.defaultTemplate()).isEmpty();
            assertThat(done(new Update("one", Reset.RESET), none).records().defaultTemplate())
                    .contains(template("one"));
            refused(
                    new Update("gone", Reset.DONT_RESET),
                    none,
                    Reason.UNKNOWN_TEMPLATE,
                    "there must be an EMCC template of that name, but there is no \"gone\"");
        }

        @Test
        void theDefaultCannotBeDeleted() {
            refused(
                    new DeleteTemplate("one"),
                    ready().build(),
                    Reason.TEMPLATE_IS_DEFAULT,
                    "the default EMCC template \"one\" must not be deleted");
            refused(
                    new DeleteTemplate("gone"),
                    ready().build(),
                    Reason.UNKNOWN_TEMPLATE,
                    "there must be an EMCC template of that name, but there is no \"gone\"");
        }

        @Test
        void deletingAnotherDeletesTheJobsThatUseIt() {
            BaseDeviceRecords records = ready().waiting(List.of(
                            new Update("two", Reset.RESET),
                            new Insert(1),
                            new Update("one", Reset.DONT_RESET),
                            new DeleteTemplate("two")))
                    .build();

            BaseDeviceRecords after = done(new DeleteTemplate("two"), records).records();

            assertThat(after.templates()).containsExactly(template("one"));
            assertThat(after.waiting()).containsExactly(new Insert(1), new Update("one", Reset.DONT_RESET));
        }
    }

    @Test
    void recordsMustFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ready().devices(devices(1, 1)).build())
                .withMessage("base device must occur once, but \"EMCC1\" is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ready().templates(List.of(template("one"), template("one")))
                        .build())
                .withMessage("EMCC template must occur once, but \"one\" is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ready().defaultTemplate("three").build())
                .withMessage("default EMCC template must be one of the templates, but \"three\" is not there");
    }

    @Test
    void aCopyOfRecordsHoldsEverything() {
        BaseDeviceRecords all = ready().devices(devices(3))
                .lastNumber(8)
                .otherNames(Set.of("x"))
                .phones(5)
                .waiting(List.of(new Insert(1)))
                .build();

        assertThat(all.toBuilder().build()).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(List.of(
                        all.toBuilder().devices(List.of()).build(),
                        all.toBuilder().lastNumber(9).build(),
                        all.toBuilder().templates(List.of(template("one"))).build(),
                        all.toBuilder().defaultTemplate("two").build(),
                        all.toBuilder().otherNames(Set.of()).build(),
                        all.toBuilder().phones(6).build(),
                        all.toBuilder().waiting(List.of()).build()))
                .doesNotContain(all)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0, 30000", "1, 29999", "2, 29999", "50000, 5000", "59998, 1", "59999, 0", "60000, 0"})
    void theMostDevicesBesideSomePhones(int phones, int most) {
        assertThat(BaseDeviceCapacity.mostBeside(phones)).isEqualTo(most);
        assertThat(BaseDeviceCapacity.fits(phones, most)).isTrue();
        assertThat(BaseDeviceCapacity.fits(phones, most + 1)).isFalse();
    }

    @Test
    void theCapacityIsNotFooledByGreatNumbers() {
        assertThat(BaseDeviceCapacity.fits(60_001, 0)).isFalse();
        assertThat(IntStream.of(30_001, 1 << 30, Integer.MAX_VALUE))
                .allMatch(devices -> !BaseDeviceCapacity.fits(0, devices));
    }
}
