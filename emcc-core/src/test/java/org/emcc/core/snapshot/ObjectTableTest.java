package org.emcc.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.configuration.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of kinds and fields, and every field through its reader and writer. */
class ObjectTableTest {
    private static final String XML_NAME = "[A-Za-z_][A-Za-z0-9_]*";

    /** Texts of which each field of one value reads some as valid and some as invalid. */
    private static final List<String> TEXTS = List.of(
            "true",
            "False",
            "t",
            "0",
            "51",
            "65535",
            "-3",
            "99999999999999999999",
            "DE",
            "a name",
            "2;name",
            "1;2001;PT;Alice",
            "2026-01-31T12:00:00Z",
            "a\u0007b",
            "x".repeat(300),
            "y".repeat(70_000),
            "\u65e5\u672c");

    static Stream<ObjectField<?>> fields() {
        return Arrays.stream(ObjectKind.values()).flatMap(kind -> kind.fields().stream());
    }

    @Test
    void elementsOfKindsAreXmlNamesAndUnique() {
        Set<String> seen = new HashSet<>();
        for (ObjectKind kind : ObjectKind.values()) {
            assertThat(kind.element()).matches(XML_NAME);
            assertThat(seen.add(kind.element())).as(kind.element()).isTrue();
            assertThat(ObjectKind.byElement(kind.element())).contains(kind);
            assertThat(kind.label()).isNotBlank();
            assertThat(kind.menu()).isNotBlank();
        }
        assertThat(ObjectKind.byElement("gizmo")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void namesOfFieldsAreXmlNamesAndUniqueInTheirKind(ObjectKind kind) {
        Set<String> seen = new HashSet<>();
        for (ObjectField<?> field : kind.fields()) {
            assertThat(field.name()).matches(XML_NAME).isNotIn("other", "item");
            assertThat(seen.add(field.name())).as(field.name()).isTrue();
            assertThat(kind.field(field.name())).containsSame(field);
            assertThat(field.label()).isNotBlank();
            assertThat(field.rule()).as(field.name()).matches("(be|have) .+[^.]");
        }
        assertThat(kind.field("gizmo")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyConstantIsListedOnce(ObjectKind kind) throws ReflectiveOperationException {
        List<Object> constants = new ArrayList<>();
        Class<?> holder = holder(kind);
        for (Field constant : holder.getFields()) {
            assertThat(Modifier.isFinal(constant.getModifiers())).isTrue();
            constants.add(constant.get(null));
        }
        assertThat(kind.fields()).hasSameSizeAs(constants).containsExactlyInAnyOrderElementsOf(cast(constants));
    }

    private static List<ObjectField<?>> cast(List<Object> constants) {
        List<ObjectField<?>> fields = new ArrayList<>();
        constants.forEach(constant -> fields.add((ObjectField<?>) constant));
        return fields;
    }

    private static Class<?> holder(ObjectKind kind) throws ClassNotFoundException {
        StringBuilder name = new StringBuilder();
        for (String word : kind.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return Class.forName(ObjectKind.class.getPackageName() + "." + name + "Fields");
    }

    @ParameterizedTest
    @EnumSource
    void keysAreFieldsOfOneValue(ObjectKind kind) {
        assertThat(kind.keys()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(kind.fields()).containsAll(kind.keys());
        assertThat(kind.keys()).noneMatch(ObjectField::isMany);
    }

    @ParameterizedTest
    @MethodSource("fields")
    <T> void whatIsReadIsWrittenAndReadAgain(ObjectField<T> field) {
        int valid = 0;
        for (String text : TEXTS) {
            Setting<T> read = field.read(text);
            assertThat(field.read(field.texts(read))).as(text).isEqualTo(read);
            if (read instanceof Setting.Invalid<T> invalid) {
                assertThat(invalid.text()).isEqualTo(text);
                assertThat(invalid.rule()).isEqualTo(field.label() + " must " + field.rule());
            } else {
                assertThat(read).isInstanceOf(Setting.Valid.class);
                valid++;
            }
        }
        assertThat(valid).as("valid texts of " + field).isBetween(1, TEXTS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("fields")
    <T> void nothingIsAbsentAndUnknownHasNoText(ObjectField<T> field) {
        assertThat(field.read(" \t ")).isEqualTo(Setting.absent());
        assertThat(field.read(List.of())).isEqualTo(Setting.absent());
        assertThat(field.texts(Setting.absent())).isEmpty();
        assertThat(field.texts(Setting.unknown())).isEmpty();
    }

    @Test
    void severalTextsInAFieldOfOneValueAreInvalid() {
        Setting<Long> read = UserFields.EM_MAX_LOGIN_TIME.read(List.of("1", "2"));
        assertThat(read)
                .isEqualTo(new Setting.Invalid<>("1\n2", "Maximum Login Time must be a number from 0 to 604800"));
        assertThat(UserFields.EM_MAX_LOGIN_TIME.read(UserFields.EM_MAX_LOGIN_TIME.texts(read)))
                .isEqualTo(read);
    }

    @Test
    void oneWrongTextOfSeveralMakesAllInvalid() {
        Setting<List<OrderedName>> read = CallingSearchSpaceFields.MEMBERS.read(List.of("1;one", "two"));
        assertThat(read).isInstanceOf(Setting.Invalid.class);
        assertThat(CallingSearchSpaceFields.MEMBERS.texts(read)).containsExactly("1;one", "two");
    }

    @Test
    void valuesThatAreSetByHandKeepTheirRule() {
        assertThat(CertificateFields.NOT_AFTER.read("2026-01-31T12:00:00Z"))
                .isEqualTo(Setting.of(Instant.parse("2026-01-31T12:00:00Z")));
        ClusterObject.Builder user = ClusterObject.builder(ObjectKind.USER);
        assertThatThrownBy(() -> user.set(UserFields.EM_MAX_LOGIN_TIME, 604_801L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Maximum Login Time must be a number from 0 to 604800, but is 604801");
        assertThatThrownBy(() -> user.set(PhoneFields.NAME, "SEP001122334455"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field must be one of a user, but is name of another kind");
    }

    @Test
    void aNameIsMadeOfItsKeysWhetherValidOrNot() {
        ClusterObject.Builder line = ClusterObject.builder(ObjectKind.LINE).read(LineFields.PATTERN, "2001");
        assertThat(line.build().name()).isEqualTo("2001");
        assertThat(line.read(LineFields.ROUTE_PARTITION_NAME, "PT").build().name())
                .isEqualTo("2001 / PT");
        assertThat(ClusterObject.builder(ObjectKind.PHONE)
                        .read(PhoneFields.NAME, "x".repeat(200))
                        .build()
                        .name())
                .hasSize(200);
        assertThat(ClusterObject.builder(ObjectKind.PHONE).build().name()).isEmpty();
    }

    @Test
    void aSnapshotFindsTheFirstOfANameWithoutRegardToCase() {
        ClusterObject first = region("Hub");
        ClusterObject second = region("HUB");
        ClusterSnapshot snapshot =
                ClusterSnapshot.builder("x").add(first, second).build();
        assertThat(snapshot.find(ObjectKind.REGION, "hub")).containsSame(first);
        assertThat(snapshot.all(ObjectKind.REGION)).containsExactly(first, second);
        assertThat(snapshot.find(ObjectKind.REGION, "spoke")).isEmpty();
        assertThat(snapshot.knows(ObjectKind.REGION)).isTrue();
        assertThat(snapshot.knows(ObjectKind.SRST)).isFalse();
        assertThat(snapshot.toBuilder().unknown(ObjectKind.REGION).build().knows(ObjectKind.REGION))
                .isFalse();
        assertThat(snapshot.toBuilder().build()).isEqualTo(snapshot).hasSameHashCodeAs(snapshot);
    }

    private static ClusterObject region(String name) {
        return ClusterObject.builder(ObjectKind.REGION)
                .read(RegionFields.NAME, name)
                .build();
    }

    @Test
    void unknownAbsentInvalidAndValidAreToldApart() {
        ClusterObject phone = ClusterObject.builder(ObjectKind.PHONE)
                .read(PhoneFields.GEO_LOCATION_NAME, "")
                .read(PhoneFields.ENABLE_EXTENSION_MOBILITY, "perhaps")
                .read(PhoneFields.SERVICES, List.of("one", "two"))
                .build();
        assertThat(phone.get(PhoneFields.NAME)).isEqualTo(Setting.unknown());
        assertThat(phone.knows(PhoneFields.NAME)).isFalse();
        assertThat(phone.get(PhoneFields.GEO_LOCATION_NAME)).isEqualTo(Setting.absent());
        assertThat(phone.knows(PhoneFields.GEO_LOCATION_NAME)).isTrue();
        assertThat(phone.get(PhoneFields.ENABLE_EXTENSION_MOBILITY)).isInstanceOf(Setting.Invalid.class);
        assertThat(phone.text(PhoneFields.ENABLE_EXTENSION_MOBILITY)).isEqualTo("perhaps");
        assertThat(phone.text(PhoneFields.SERVICES)).isEqualTo("one, two");
        assertThat(phone.toBuilder().build()).isEqualTo(phone).hasSameHashCodeAs(phone);
    }
}
