// A stand-in, for tests: see Deputy.cs.

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Amazon.JSII.Runtime.Deputy;

namespace Amazon.JSII.Runtime
{
    /// <summary>Values of C# as JSON, and back.</summary>
    internal static class Wire
    {
        private const string Reference = "$jsii.byref";
        private const string Interfaces = "$jsii.interfaces";
        private const string Struct = "$jsii.struct";
        private const string Enumeration = "$jsii.enum";
        private const string Map = "$jsii.map";
        private const string Date = "$jsii.date";

        /// <summary>The objects that both sides know; the JavaScript keeps them all as well.</summary>
        private static readonly Dictionary<string, DeputyBase> Known = new Dictionary<string, DeputyBase>();

        internal static void Remember(DeputyBase deputy) => Known[deputy.Reference.Value] = deputy;

        internal static Dictionary<string, object> ReferenceTo(DeputyBase deputy) =>
            new Dictionary<string, object> { [Reference] = deputy.Reference.Value };

        internal static object[] WriteAll(object[] arguments, TypeReference[] parameters)
        {
            var written = new List<object>();
            for (var i = 0; i < parameters.Length; i++)
            {
                if (parameters[i].IsVariadic)
                {
                    written.AddRange(((Array)arguments[i]).Cast<object>().Select(each => Write(each, parameters[i])));
                }
                else
                {
                    written.Add(Write(arguments[i], parameters[i]));
                }
            }
            return written.ToArray();
        }

        /// <summary>A value, where jsii wants that type. As with the published runtime, a list is no array.</summary>
        internal static object Write(object value, TypeReference type)
        {
            if (value == null)
            {
                return null;
            }
            if (type.ElementType != null)
            {
                return type.IsMap ? WriteMap(value, type.ElementType) : WriteArray(value, type.ElementType);
            }
            if (type.Union != null || type.Primitive == "any" || type.Primitive == "json")
            {
                return WriteAny(value);
            }
            var fits = type.Primitive switch
            {
                null => value is DeputyBase || value is Enum || IsStruct(value),
                "string" => value is string,
                "boolean" => value is bool,
                "number" => IsNumber(value),
                "date" => value is DateTime,
                _ => false,
            };
            return fits ? WriteAny(value) : throw Unfit(value, type.ToString());
        }

        private static object WriteAny(object value)
        {
            switch (value)
            {
                case null:
                case string _:
                case bool _:
                    return value;
                case DateTime time:
                    var written = time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture);
                    return new Dictionary<string, object> { [Date] = written };
                case DeputyBase deputy:
                    return ReferenceTo(deputy);
                case Enum member:
                    return WriteEnum(member);
                case Array array:
                    return WriteArray(array, null);
            }
            if (IsNumber(value))
            {
                return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            }
            return IsStruct(value) ? WriteStruct(value) : WriteMap(value, null);
        }

        private static bool IsStruct(object value) => value.GetType().IsDefined(typeof(JsiiByValueAttribute));

        private static bool IsNumber(object value) =>
            value is double || value is float || value is int || value is uint || value is long || value is ulong ||
            value is short || value is ushort;

        private static object WriteEnum(Enum member)
        {
            var type = member.GetType();
            var name = type.GetField(member.ToString()).GetCustomAttribute<JsiiEnumMemberAttribute>().Name;
            var declared = type.GetCustomAttribute<JsiiEnumAttribute>().FullyQualifiedName;
            return new Dictionary<string, object> { [Enumeration] = $"{declared}/{name}" };
        }

        private static object WriteStruct(object value)
        {
            var data = new Dictionary<string, object>();
            foreach (var property in value.GetType().GetProperties())
            {
                var known = property.GetCustomAttribute<JsiiPropertyAttribute>();
                var given = known == null ? null : property.GetValue(value);
                if (given != null)
                {
                    data[known.Name] = Write(given, known.Type);
                }
            }
            var name = value.GetType().GetCustomAttribute<JsiiByValueAttribute>().FullyQualifiedName;
            return new Dictionary<string, object>
            {
                [Struct] = new Dictionary<string, object> { ["fqn"] = name, ["data"] = data },
            };
        }

        private static object WriteArray(object value, TypeReference elementType)
        {
            if (!(value is Array array))
            {
                throw Unfit(value, "array");
            }
            return array.Cast<object>().Select(each => WriteElement(each, elementType)).ToArray();
        }

        private static object WriteMap(object value, TypeReference elementType)
        {
            var isMap = value.GetType().GetInterfaces().Any(each =>
                each.IsGenericType
                && each.GetGenericTypeDefinition() == typeof(IDictionary<,>)
                && each.GetGenericArguments()[0] == typeof(string));
            if (!isMap)
            {
                throw Unfit(value, elementType == null ? "something that JavaScript knows" : "map");
            }
            var map = new Dictionary<string, object>();
            foreach (DictionaryEntry entry in (IDictionary)value)
            {
                map[(string)entry.Key] = WriteElement(entry.Value, elementType);
            }
            return new Dictionary<string, object> { [Map] = map };
        }

        private static object WriteElement(object value, TypeReference type) =>
            type == null ? WriteAny(value) : Write(value, type);

        private static ArgumentException Unfit(object value, string wanted) =>
            new ArgumentException($"A value of {value.GetType().FullName} can't be handed over as {wanted}");

        /// <summary>What JSON says, as the type that C# wants.</summary>
        internal static object Read(JsonElement json, Type wanted)
        {
            wanted = Nullable.GetUnderlyingType(wanted) ?? wanted;
            switch (json.ValueKind)
            {
                case JsonValueKind.Undefined:
                case JsonValueKind.Null:
                    return null;
                case JsonValueKind.String:
                    return json.GetString();
                case JsonValueKind.True:
                case JsonValueKind.False:
                    return json.GetBoolean();
                case JsonValueKind.Number:
                    return json.GetDouble();
                case JsonValueKind.Array:
                    return ReadArray(json, wanted.IsArray ? wanted.GetElementType() : typeof(object));
            }
            if (json.TryGetProperty(Reference, out var reference))
            {
                return ReadReference(json, reference.GetString(), wanted);
            }
            if (json.TryGetProperty(Enumeration, out var member))
            {
                return ReadEnum(member.GetString());
            }
            if (json.TryGetProperty(Date, out var date))
            {
                return DateTime.Parse(date.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            }
            var entries = json.TryGetProperty(Map, out var map) ? map : json;
            return ReadMap(entries, wanted.IsGenericType ? wanted.GetGenericArguments()[1] : typeof(object));
        }

        private static Array ReadArray(JsonElement json, Type elementType)
        {
            var array = Array.CreateInstance(elementType, json.GetArrayLength());
            var i = 0;
            foreach (var element in json.EnumerateArray())
            {
                array.SetValue(Read(element, elementType), i++);
            }
            return array;
        }

        private static IDictionary ReadMap(JsonElement json, Type elementType)
        {
            var map = (IDictionary)Activator.CreateInstance(
                typeof(Dictionary<,>).MakeGenericType(typeof(string), elementType));
            foreach (var entry in json.EnumerateObject())
            {
                map[entry.Name] = Read(entry.Value, elementType);
            }
            return map;
        }

        private static object ReadEnum(string written)
        {
            var slash = written.LastIndexOf('/');
            var type = Types.Find(written.Substring(0, slash));
            var name = written.Substring(slash + 1);
            return type.GetFields()
                .First(field => field.GetCustomAttribute<JsiiEnumMemberAttribute>()?.Name == name)
                .GetValue(null);
        }

        private static object ReadReference(JsonElement json, string reference, Type wanted)
        {
            if (!Known.TryGetValue(reference, out var deputy))
            {
                var name = reference.Substring(0, reference.LastIndexOf('@'));
                var type = name == "Object" ? typeof(AnonymousObject) : Types.Instantiable(Types.Find(name));
                var interfaces = json.TryGetProperty(Interfaces, out var names)
                    ? names.EnumerateArray().Select(each => each.GetString()).ToArray()
                    : new string[0];
                deputy = Instantiate(type, new ByRefValue(reference, interfaces));
                Remember(deputy);
            }
            if (wanted.IsInstanceOfType(deputy))
            {
                return deputy;
            }
            if (!deputy.Reference.Interfaces.Select(Types.Find).Any(wanted.IsAssignableFrom))
            {
                throw new InvalidCastException($"{reference} is no {wanted.FullName}");
            }
            return Instantiate(Types.Instantiable(wanted), deputy.Reference);
        }

        private static DeputyBase Instantiate(Type type, ByRefValue reference)
        {
            var constructor = type.GetConstructor(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
                null,
                new[] { typeof(ByRefValue) },
                null);
            return (DeputyBase)constructor.Invoke(new object[] { reference });
        }
    }
}
