interface ChoicesProps<T extends string> {
  name: string;
  value: T;
  choices: Record<T, string>;
  onValue: (value: T) => void;
}

/** One of a few, under the legend of the fieldset around it. */
export function Choices<T extends string>({ name, value, choices, onValue }: ChoicesProps<T>) {
  return (
    <div className="choices">
      {(Object.entries(choices) as [T, string][]).map(([each, label]) => (
        <label key={each}>
          <input type="radio" name={name} checked={value === each} onChange={() => onValue(each)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
