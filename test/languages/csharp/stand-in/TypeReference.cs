// A stand-in, for tests: see Deputy.cs.

using System.Linq;
using System.Text.Json;

namespace Amazon.JSII.Runtime.Deputy
{
    /// <summary>A type as a jsii assembly writes it down: one of the four is given.</summary>
    internal sealed class TypeReference
    {
        /// <summary>A class, an interface, a struct or an enum.</summary>
        internal string FullyQualifiedName { get; private set; }

        /// <summary>"string", "number", "boolean", "date", "json" or "any".</summary>
        internal string Primitive { get; private set; }

        /// <summary>What an array or a map is of.</summary>
        internal TypeReference ElementType { get; private set; }

        /// <summary>Whether the elements have keys.</summary>
        internal bool IsMap { get; private set; }

        /// <summary>Any of several.</summary>
        internal TypeReference[] Union { get; private set; }

        /// <summary>Whether a parameter takes any number of these.</summary>
        internal bool IsVariadic { get; private set; }

        internal static TypeReference Of(string typeJson) => Of(Parse(typeJson));

        internal static TypeReference OfReturns(string returnsJson) => Of(Parse(returnsJson).GetProperty("type"));

        internal static TypeReference[] OfParameters(string parametersJson) =>
            Parse(parametersJson).EnumerateArray().Select(parameter =>
            {
                var type = Of(parameter.GetProperty("type"));
                type.IsVariadic = parameter.TryGetProperty("variadic", out var variadic) && variadic.GetBoolean();
                return type;
            }).ToArray();

        private static JsonElement Parse(string json)
        {
            // jsii-pacmak leaves the line breaks of a parameter's documentation as they are.
            using (var document = JsonDocument.Parse(json.Replace("\n", "\\n")))
            {
                return document.RootElement.Clone();
            }
        }

        private static TypeReference Of(JsonElement json)
        {
            if (json.TryGetProperty("fqn", out var name))
            {
                return new TypeReference { FullyQualifiedName = name.GetString() };
            }
            if (json.TryGetProperty("primitive", out var primitive))
            {
                return new TypeReference { Primitive = primitive.GetString() };
            }
            if (json.TryGetProperty("collection", out var collection))
            {
                return new TypeReference
                {
                    ElementType = Of(collection.GetProperty("elementtype")),
                    IsMap = collection.GetProperty("kind").GetString() == "map",
                };
            }
            var union = json.GetProperty("union").GetProperty("types");
            return new TypeReference { Union = union.EnumerateArray().Select(Of).ToArray() };
        }

        public override string ToString() =>
            FullyQualifiedName
            ?? Primitive
            ?? (ElementType != null
                ? (IsMap ? "map" : "array") + " of " + ElementType
                : string.Join(" or ", Union.Select(each => each.ToString())));
    }
}
